// One run of a side on the map: what moved on which way up to a week, and why goods were seized, refused or licensed.
'use strict';

const flows = {data: null, key: '', land: null, asking: false};
let mapView = null;
let mapMadeFor = '';

const mapKey = () => `${byId('map-side').value} ${query()}`;
const thousands = (value) => Math.round(value).toLocaleString('en');
const weekDay = (week) => new Date(Date.parse(flows.data.first) + 7 * 86400e3 * week).toISOString().slice(0, 10);

function mapSpec() {
  const ends = {longitude: {field: 'flon', type: 'quantitative'}, latitude: {field: 'flat', type: 'quantitative'}, longitude2: {field: 'tlon'}, latitude2: {field: 'tlat'}};
  const at = {longitude: {field: 'lon', type: 'quantitative'}, latitude: {field: 'lat', type: 'quantitative'}};
  const colour = {field: 'kind', type: 'nominal', legend: null, scale: {domain: ['legal', 'smuggled'], range: [css('--legal'), css('--smuggled')]}};
  const width = {field: 'chips', type: 'quantitative', legend: null, scale: {type: 'sqrt', domain: [0, {expr: 'most'}], range: [0.6, 9], clamp: true}};
  const said = (...fields) => fields.map(([field, title, format]) => ({field, title, ...(format ? {format} : {})}));
  return {
    description: 'World map of the flows of chips to China in one run', width: 'container', height: 330, autosize: {type: 'fit', contains: 'padding'}, config: config(),
    params: [{name: 'most', value: 1000}],
    projection: {type: 'naturalEarth1', rotate: [-150, 0, 0], center: [-13, 24], scale: {expr: 'width / 5.3'}, translate: [{expr: 'width / 2'}, {expr: 'height / 2'}]},
    datasets: {...empty(['ways', 'seizures', 'places']), land: flows.land},
    layer: [
      {data: {name: 'land', format: {type: 'topojson', feature: 'land'}}, mark: {type: 'geoshape', fill: css('--faint'), stroke: css('--line'), strokeWidth: 0.4}},
      {data: {name: 'ways'}, mark: {type: 'rule', opacity: 0.8, cursor: 'pointer', strokeCap: 'round'}, encoding: {...ends, color: colour, strokeWidth: width, tooltip: said(['text', 'way'], ['kind', 'how'], ['chips', 'chips', ',.0f'], ['seized', 'seized', ',.0f'])}},
      {data: {name: 'places'}, mark: {type: 'circle', size: 26, color: css('--ink'), opacity: 1}, encoding: {...at, tooltip: said(['name', 'place'])}},
      {data: {name: 'places'}, mark: {type: 'text', dy: -8, fontSize: 11, color: css('--ink')}, encoding: {...at, text: {field: 'label'}}},
      {data: {name: 'seizures'}, mark: {type: 'point', shape: 'diamond', filled: true, color: css('--seized'), stroke: css('--back'), strokeWidth: 1, opacity: 1, cursor: 'pointer'},
        encoding: {...at, size: {field: 'chips', type: 'quantitative', legend: null, scale: {type: 'sqrt', domain: [0, 2000], range: [60, 420], clamp: true}}, tooltip: said(['date', 'day'], ['text', 'seizure'])}},
    ],
  };
}

async function makeMap() {
  const wanted = JSON.stringify([isDark()]);
  if (mapMadeFor === wanted) return;
  mapMadeFor = wanted;
  mapView?.finalize();
  const {view} = await vegaEmbed(byId('map'), {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', ...mapSpec()}, {actions: false, renderer: 'svg', mode: 'vega-lite'});
  mapView = view;
  view.addEventListener('click', (_, item) => {
    if (item?.datum?.n !== undefined) explainEvent(item.datum.n);
  });
}

/// Asks for the run of the side that is shown, once what is moved has come to rest.
let mapTimer = 0;
function wantMap() {
  if (globalThis.lackOfDrawing || flows.key === mapKey() || flows.asking) return;
  clearTimeout(mapTimer);
  mapTimer = setTimeout(async () => {
    const key = mapKey();
    flows.asking = true;
    try {
      flows.land ??= await ask('land');
      const data = await ask('map', `&side=${byId('map-side').value}`);
      flows.data = data;
      flows.key = key;
      flows.query = query();
      byId('week').max = data.weeks - 1;
      byId('chain').hidden = true;
      document.body.dataset.map = key;
      drawMapSoon();
    } catch (error) {
      byId('event-count').textContent = error.message;
    } finally {
      flows.asking = false;
      if (flows.key === key && key !== mapKey()) wantMap();
    }
  }, 500);
}

/// What moved on each way in the weeks up to one, as many as are shown.
function flowsUpTo(week, span) {
  const sums = flows.data.ways.map(() => [0, 0]);
  for (const [at, way, chips, seized] of flows.data.rows) {
    if (at > week || at <= week - span) continue;
    sums[way][0] += chips;
    sums[way][1] += seized;
  }
  return sums;
}

const placed = (row) => flows.data.places[row]?.lon !== undefined;

function drawMap() {
  if (flows.data === null || mapView === null) return;
  const week = Number(byId('week').value);
  const span = Number(byId('map-span').value);
  const {places, ways, events} = flows.data;
  const sums = flowsUpTo(week, span);
  const rows = ways.map((way, i) => ({...way, chips: sums[i][0], seized: sums[i][1]}))
    .filter((way) => way.chips > 0 && placed(way.from) && placed(way.to))
    .map((way) => ({...way, flon: places[way.from].lon, flat: places[way.from].lat, tlon: places[way.to].lon, tlat: places[way.to].lat, text: `${places[way.from].name} to ${places[way.to].name}`}))
    .sort((a, b) => b.chips - a.chips);
  const recent = events.filter((event) => event.week <= week && event.week > week - span);
  const seizures = recent.filter((event) => event.group === 'seizure' && placed(event.to)).map((event) => {
    const to = places[event.to];
    const from = placed(event.from) ? places[event.from] : to;
    // Nearer to where it was going, since customs stand at the end of a way.
    return {...event, lon: to.lon + 0.3 * (from.lon - to.lon), lat: to.lat + 0.3 * (from.lat - to.lat)};
  });
  const used = new Set(rows.flatMap((way) => [way.from, way.to]));
  const points = places.filter((place) => place.lon !== undefined)
    .map((place, i) => ({...place, label: place.code === 'CN' || place.code === 'US' || used.has(places.indexOf(place)) ? place.code : ''}));
  const change = (name, values) => mapView.change(name, vega.changeset().remove(() => true).insert(values));
  change('ways', rows);
  change('seizures', seizures);
  change('places', points);
  mapView.signal('most', 2000 * Math.sqrt(span)).runAsync();
  showReadout(week, sums);
  showEvents(recent);
}

function showReadout(week, sums) {
  const total = (kind, what) => flows.data.ways.reduce((all, way, i) => all + (way.kind === kind ? sums[i][what] : 0), 0);
  const {run} = flows.data;
  const day = weekDay(week);
  byId('week-date').textContent = day;
  byId('week').setAttribute('aria-valuetext', day);
  const at = Math.max(0, run.dates.findLastIndex((date) => date <= day));
  const stock = run.stock.reduce((all, curve) => all + curve[at], 0);
  const rows = [['Imported, chips', thousands(total('legal', 0))], ['Set out to be smuggled, chips', thousands(total('smuggled', 0))],
    ['Seized, chips', thousands(total('smuggled', 1))], ['China’s stock, H100e', thousands(stock)],
    ['Largest site, H100e', thousands(run.site[at])], ['Largest fleet, H100e', thousands(run.fleet[at])], ['Price over list', `${run.premium[at].toFixed(2)} x`]];
  byId('readout').replaceChildren(...rows.map(([name, value]) =>
    element('div', {}, element('dt', {textContent: name}), element('dd', {textContent: value}))));
}

const mostShown = 60;

function showEvents(recent) {
  const wanted = byId('group').value;
  const fitting = recent.filter((event) => wanted === '' || event.group === wanted).sort((a, b) => b.week - a.week || b.chips - a.chips);
  byId('events').replaceChildren(...fitting.slice(0, mostShown).map((event) => {
    const button = element('button', {type: 'button', textContent: `${event.date} · ${event.kind} · ${event.text}`});
    button.dataset.n = event.n;
    button.addEventListener('click', () => explainEvent(event.n));
    return element('li', {}, button);
  }));
  const all = Object.entries(flows.data.groups).filter(([group]) => wanted === '' || group === wanted).reduce((sum, [, count]) => sum + count, 0);
  byId('event-count').textContent = `${Math.min(fitting.length, mostShown)} of the largest; the whole run has ${thousands(all)}`;
}

async function explainEvent(n) {
  const chain = byId('chain');
  for (const button of byId('events').querySelectorAll('button')) button.setAttribute('aria-current', String(button.dataset.n === String(n)));
  try {
    const asked = `/event?token=${token}&${flows.query}&side=${flows.key.slice(0, 1)}&n=${n}`;
    const response = await fetch(asked);
    const body = await response.json();
    chain.querySelector('pre').textContent = response.ok ? body.text : body.problems;
  } catch (error) {
    chain.querySelector('pre').textContent = error.message;
  }
  chain.hidden = false;
  chain.querySelector('h3').focus();
}

let drawingMap = 0;
function drawMapSoon() {
  if (drawingMap !== 0 || flows.data === null) return;
  drawingMap = setTimeout(async () => {
    drawingMap = 0;
    await makeMap();
    drawMap();
  }, 30);
}

let playing = 0;
function play(isOn) {
  clearInterval(playing);
  playing = 0;
  byId('play').textContent = isOn ? 'Pause' : 'Play';
  byId('play').setAttribute('aria-pressed', String(isOn));
  if (!isOn) return;
  const week = byId('week');
  if (Number(week.value) >= Number(week.max)) week.value = 0;
  playing = setInterval(() => {
    week.value = Number(week.value) + 1;
    drawMapSoon();
    if (Number(week.value) >= Number(week.max)) play(false);
  }, 120);
}

function makeMapControls() {
  byId('play').addEventListener('click', () => play(playing === 0));
  byId('week').addEventListener('input', drawMapSoon);
  for (const id of ['map-span', 'group']) byId(id).addEventListener('change', drawMapSoon);
  byId('map-side').addEventListener('change', wantMap);
}
