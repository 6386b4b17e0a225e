// One run of a side on the map: what moved on which way up to a week, and why goods were seized, refused or licensed.
'use strict';

const flows = {data: null, key: '', land: null, asking: false};
let mapView = null;
let mapMadeFor = '';

const mapKey = () => `${byId('map-side').value} ${query()}`;
const thousands = (value) => Math.round(value).toLocaleString('en');
const weekDay = (week) => new Date(Date.parse(flows.data.first) + 7 * 86400e3 * week).toISOString().slice(0, 10);

const wide = 'isFinite(containerSize()[0]) && containerSize()[0] > 0 ? containerSize()[0] : 600';

/// In Vega itself, where a projection can follow the width: the Pacific in the middle, from Europe to the United States.
function mapSpec() {
  const at = (lon, lat, x = 'x', y = 'y') => ({type: 'geopoint', projection: 'earth', fields: [lon, lat], as: [x, y]});
  const place = {x: {field: 'x'}, y: {field: 'y'}};
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json', description: 'World map of the flows of chips to China in one run',
    height: 320, padding: 0, background: null,
    signals: [{name: 'width', init: wide, on: [{events: 'window:resize', update: wide}]}, {name: 'most', value: 1000}],
    projections: [{name: 'earth', type: 'naturalEarth1', rotate: [-140, 0, 0], center: [0, 24], scale: {signal: 'max(width / 5, 58)'}, translate: [{signal: 'width / 2'}, {signal: 'height / 2'}]}],
    scales: [{name: 'thick', type: 'pow', exponent: 0.35, domain: [0, {signal: 'most'}], range: [0.4, 11], clamp: true},
      {name: 'large', type: 'sqrt', domain: [0, 2000], range: [60, 420], clamp: true},
      {name: 'colour', type: 'ordinal', domain: ['legal', 'smuggled'], range: [css('--legal'), css('--smuggled')]}],
    data: [{name: 'land', values: flows.land, format: {type: 'topojson', feature: 'land'}},
      {name: 'ways', transform: [at('flon', 'flat'), at('tlon', 'tlat', 'x2', 'y2')]},
      {name: 'seizures', transform: [at('lon', 'lat')]}, {name: 'rulings', transform: [at('lon', 'lat')]}, {name: 'places', transform: [at('lon', 'lat')]}],
    marks: [{type: 'group', aria: false, clip: true, encode: {enter: {width: {signal: 'width'}, height: {signal: 'height'}}, update: {width: {signal: 'width'}}}, marks: [
      {type: 'shape', aria: false, from: {data: 'land'}, interactive: false, transform: [{type: 'geoshape', projection: 'earth'}],
        encode: {update: {fill: {value: css('--faint')}, stroke: {value: css('--line')}, strokeWidth: {value: 0.4}}}},
      {type: 'rule', aria: false, from: {data: 'ways'}, encode: {update: {...place, x2: {field: 'x2'}, y2: {field: 'y2'}, stroke: {scale: 'colour', field: 'kind'}, strokeWidth: {scale: 'thick', field: 'chips'},
        opacity: {value: 0.8}, strokeCap: {value: 'round'}, tooltip: {signal: "datum.text + ', ' + datum.kind + ': ' + format(datum.chips, ',.0f') + ' chips, ' + format(datum.seized, ',.0f') + ' seized'"}}}},
      {type: 'symbol', aria: false, from: {data: 'places'}, encode: {update: {...place, size: {value: 26}, fill: {value: css('--ink')}, tooltip: {field: 'name'}}}},
      {type: 'text', aria: false, from: {data: 'places'}, interactive: false, encode: {update: {...place, dy: {value: -8}, dx: {field: 'dx'}, align: {value: 'center'}, fontSize: {value: 11}, fill: {value: css('--ink')}, text: {field: 'label'}}}},
      {type: 'symbol', aria: false, from: {data: 'rulings'}, encode: {update: {x: {field: 'x', offset: {field: 'side'}}, y: {field: 'y', offset: 9}, shape: {field: 'shape'}, size: {scale: 'large', field: 'chips'}, fill: {field: 'colour'}, stroke: {value: css('--back')}, cursor: {value: 'pointer'},
        tooltip: {signal: 'datum.says'}}}},
      {type: 'symbol', aria: false, from: {data: 'seizures'}, encode: {update: {...place, shape: {value: 'diamond'}, size: {scale: 'large', field: 'chips'}, fill: {value: css('--seized')}, stroke: {value: css('--back')}, cursor: {value: 'pointer'},
        tooltip: {signal: "datum.date + ': ' + datum.text"}}}}]}],
  };
}

async function makeMap() {
  const wanted = JSON.stringify([isDark()]);
  if (mapMadeFor === wanted) return;
  mapMadeFor = wanted;
  mapView?.finalize();
  const {view} = await vegaEmbed(byId('map'), mapSpec(), {actions: false, renderer: 'svg', mode: 'vega', logLevel: vega.Error});
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

/// The most that moves on one way in so many weeks of the run, so that widths mean the same in all of them.
function mostOnAWay(span) {
  const {data} = flows;
  data.most ??= {};
  if (data.most[span] === undefined) {
    const sums = new Map();
    for (const [week, way, chips] of data.rows) {
      const at = `${way} ${Math.floor(week / span)}`;
      sums.set(at, (sums.get(at) || 0) + chips);
    }
    data.most[span] = Math.max(1, ...sums.values());
  }
  return data.most[span];
}

const placed = (row) => flows.data.places[row]?.lon !== undefined;

/// Refusals and licences happen where a buyer is, often hundreds at one place: a mark a place and kind, which stands for the
/// largest.
function rulingsOf(recent) {
  const marks = new Map();
  for (const event of recent) {
    if (event.group === 'seizure' || event.to === undefined || !placed(event.to)) continue;
    const at = `${event.group} ${event.to}`;
    const mark = marks.get(at);
    if (mark) {
      mark.count += 1;
      if (event.chips > mark.event.chips) mark.event = event;
    } else {
      marks.set(at, {event, count: 1});
    }
  }
  return [...marks.values()].map(({event, count}) => {
    const isRefusal = event.group === 'refusal';
    const {lon, lat} = flows.data.places[event.to];
    const says = `${event.date}: ${event.text}${count > 1 ? ` (the largest of ${count} at this place)` : ''}`;
    return {n: event.n, chips: event.chips, lon, lat, says, side: isRefusal ? -8 : 8, shape: isRefusal ? 'cross' : 'triangle-up', colour: css(isRefusal ? '--refused' : '--licensed')};
  });
}

function drawMap() {
  if (flows.data === null || mapView === null) return;
  const week = Number(byId('week').value);
  const span = Number(byId('map-span').value);
  const {places, ways, events} = flows.data;
  const change = (name, values) => mapView.change(name, vega.changeset().remove(() => true).insert(values));
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
  change('rulings', rulingsOf(recent));
  const used = new Set(rows.flatMap((way) => [way.from, way.to]));
  const points = places.filter((place) => place.lon !== undefined)
    .map((place, i) => ({...place, label: place.code === 'CN' || place.code === 'US' || used.has(places.indexOf(place)) ? place.code : ''}));
  change('ways', rows);
  change('seizures', seizures);
  change('places', points);
  mapView.signal('most', mostOnAWay(span)).runAsync();
  showReadout(week, sums);
  showEvents(recent);
}

function showReadout(week, sums) {
  const china = flows.data.places.findIndex((place) => place.code === 'CN');
  // Of ways that lead on to others the last alone, or chips would be counted more than once.
  const total = (kind, what) => flows.data.ways.reduce((all, way, i) => all + (way.kind === kind && (what === 1 || way.to === china) ? sums[i][what] : 0), 0);
  const {run} = flows.data;
  const day = weekDay(week);
  byId('week-date').textContent = day;
  byId('week').setAttribute('aria-valuetext', day);
  const at = Math.max(0, run.dates.findLastIndex((date) => date <= day));
  const stock = run.stock.reduce((all, curve) => all + curve[at], 0);
  const rows = [['Imported, chips', thousands(total('legal', 0))], ['Smuggled towards China, chips', thousands(total('smuggled', 0))],
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
    const button = element('button', {type: 'button', textContent: event.text.startsWith(event.kind) ? `${event.date} · ${event.text}` : `${event.date} · ${event.kind} · ${event.text}`});
    button.dataset.n = event.n;
    button.addEventListener('click', () => explainEvent(event.n));
    return element('li', {}, button);
  }));
  const all = Object.entries(flows.data.groups).filter(([group]) => wanted === '' || group === wanted).reduce((sum, [, count]) => sum + count, 0);
  byId('event-count').textContent = `${Math.min(fitting.length, mostShown)} of most chips in these weeks; the whole run has ${thousands(all)}`;
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
