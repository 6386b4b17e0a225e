// The page of `chokepoint explore`: what is set, the stream of runs, and what they say. Charts and the map are drawn by
// explore_charts.js and explore_map.js. Texts go into the page as texts, never as HTML.
'use strict';

const sides = ['a', 'b'];
const token = document.body.dataset.token;
// Told to the server, so that a new state of this page ends the runs of its former one.
const client = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
const byId = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

let choices = null;
// What is run: what the address holds, and nothing else.
const state = {a: {policy: '', sets: []}, b: {policy: '', sets: []}, measure: '', at_least: '', year: '', seed: '1', runs: '100'};
const usualYear = 2027;

// ---- The address

function readQuery(text) {
  const words = new URLSearchParams(text);
  for (const side of sides) {
    if (words.get(side)) state[side] = {policy: words.get(side), sets: words.getAll(`${side}.set`)};
  }
  for (const name of ['measure', 'at_least', 'year', 'seed', 'runs']) {
    if (words.get(name)) state[name] = words.get(name);
  }
}

function query() {
  const words = new URLSearchParams();
  for (const side of sides) {
    words.append(side, state[side].policy);
    for (const set of state[side].sets) words.append(`${side}.set`, set);
  }
  for (const name of ['measure', 'at_least', 'year', 'seed', 'runs']) {
    if (state[name] !== '') words.append(name, state[name]);
  }
  return words.toString();
}

const address = (path, more = '') => `/${path}?token=${token}&${query()}${more}`;

async function ask(path, more = '', options = {}) {
  const response = await fetch(address(path, more), options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.problems || response.statusText);
  return body;
}

// ---- Levers: each is one --set, or none

const pathOf = (set) => set.slice(0, set.indexOf('='));

/// The number that a --set gives a path, throughout or from a day on.
function levelOf(set) {
  const value = set.slice(set.indexOf('=') + 1);
  const step = /^\[\{from: (\d{4}-\d\d-\d\d), level: ([-+.\de]+)\}\]$/.exec(value);
  return step ? {from: step[1], level: Number(step[2])} : {from: '', level: Number(value)};
}

const findSet = (side, path) => state[side].sets.find((set) => pathOf(set) === path);

function put(side, path, set) {
  const others = state[side].sets.filter((one) => pathOf(one) !== path);
  state[side].sets = set === null ? others : [...others, set];
}

function leverSet(path, level) {
  const from = byId('from').value;
  return from === '' ? `${path}=${level}` : `${path}=[{from: ${from}, level: ${level}}]`;
}

/// A slider a side over stops, the first of which leaves things as they are.
function sliderRow(title, path, stops, words, set) {
  const row = element('div', {className: 'lever'}, element('span', {textContent: title}));
  for (const side of sides) {
    const input = element('input', {type: 'range', min: 0, max: stops.length, step: 1, className: side});
    const output = element('output');
    input.setAttribute('aria-label', `${title}, side ${side.toUpperCase()}`);
    const show = () => {
      const said = words(Number(input.value) === 0 ? null : stops[input.value - 1]);
      output.textContent = said;
      input.setAttribute('aria-valuetext', said);
    };
    input.addEventListener('input', () => {
      put(side, path, Number(input.value) === 0 ? null : set(stops[input.value - 1]));
      show();
      changed();
    });
    input.refresh = () => {
      const held = findSet(side, path);
      const at = held === undefined ? 0 : stops.findIndex((stop) => Math.abs(stop - levelOf(held).level) <= 1e-9 * Math.abs(stop)) + 1;
      input.value = at;
      show();
      // A level that is no stop is shown as it is.
      if (held !== undefined && at === 0) output.textContent = String(levelOf(held).level);
    };
    row.append(element('label', {}, element('span', {textContent: side.toUpperCase(), className: `mark-${side}`}), input, output));
    refreshed.push(input);
  }
  return row;
}

const refusals = {a: {key: '', ids: []}, b: {key: '', ids: []}};  // changes of the law that a side cannot take

/// Asks for them once the policy of a side or what its law is changed by is another.
async function askRefusals(side) {
  const key = JSON.stringify([state[side].policy, ...state[side].sets.filter((set) => pathOf(set) === 'calendar_changes')]);
  if (refusals[side].key === key) return;
  refusals[side].key = key;
  try {
    const {refused} = await ask('refused', `&side=${side}`);
    if (refusals[side].key !== key) return;
    refusals[side].ids = refused;
    show();
  } catch {
    // Whoever runs such a side is told what is wrong with it.
  }
}

/// A box a side for a change of the law.
function changeRow(change) {
  const row = element('div', {className: 'change'}, element('span', {textContent: change.title}));
  for (const side of sides) {
    const input = element('input', {type: 'checkbox', className: side});
    input.setAttribute('aria-label', `${change.title}, side ${side.toUpperCase()}`);
    const label = element('label', {}, element('span', {textContent: side.toUpperCase(), className: `mark-${side}`}), input);
    input.addEventListener('change', () => {
      const others = state[side].sets.filter((set) => set !== change.set);
      state[side].sets = input.checked ? [...others, change.set] : others;
      changed();
    });
    input.refresh = () => {
      input.checked = state[side].sets.includes(change.set);
      const policy = choices.policies.find((one) => one.name === state[side].policy);
      // What a policy has already, or has nothing of to take out, cannot be changed so.
      const fits = !policy || (change.needs.every((regime) => policy.regimes.includes(regime)) &&
                               !change.adds.some((regime) => policy.regimes.includes(regime)));
      const clashes = refusals[side].ids.includes(change.id);
      input.disabled = (!fits || clashes) && !input.checked;
      label.classList.toggle('off', input.disabled);
      label.title = !input.disabled ? '' : fits ? 'cannot be law beside what this side has' : 'as this policy has it';
    };
    row.append(label);
    refreshed.push(input);
  }
  return row;
}

const refreshed = [];  // what shows the state
const short = (value) => Number(value).toPrecision(3).replace(/\.?0+$/, '').replace(/\.?0+e/, 'e');

function levelWords(unit) {
  return (level) => level === null ? 'as is' : unit === 'x' ? `× ${level}` : unit === 'fraction' ? `${100 * level} %` : `${level / 1e6} M`;
}

/// Stops from the low to the high end of what is believed of a parameter.
function beliefStops(parameter) {
  if (parameter.shape === 'choice') return [parameter.low, parameter.high];
  const isLog = parameter.shape.startsWith('log') && parameter.low > 0;
  const steps = 8;
  return Array.from({length: steps + 1}, (_, i) => {
    const share = i / steps;
    const value = isLog ? parameter.low * (parameter.high / parameter.low) ** share : parameter.low + share * (parameter.high - parameter.low);
    return Number(value.toPrecision(3));
  });
}

function group(title, rows, isOpen = false) {
  const moved = element('span', {className: 'moved'});
  const details = element('details', {open: isOpen}, element('summary', {}, `${title} `, moved), ...rows);
  details.refresh = () => {
    const inputs = [...details.querySelectorAll('input')];
    const count = inputs.filter((input) => input.type === 'checkbox' ? input.checked : Number(input.value) > 0).length;
    moved.textContent = count > 0 ? `(${count} moved)` : '';
  };
  refreshed.push(details);
  return details;
}

function makeControls() {
  for (const side of sides) {
    const select = byId(`policy-${side}`);
    select.append(...choices.policies.map((policy) => new Option(policy.title, policy.name)));
    select.addEventListener('change', () => {
      state[side].policy = select.value;
      changed();
    });
    select.refresh = () => {
      // A policy from a file, which the list does not know.
      if (![...select.options].some((option) => option.value === state[side].policy))
        select.append(new Option(state[side].policy, state[side].policy));
      select.value = state[side].policy;
      const policy = choices.policies.find((one) => one.name === state[side].policy);
      byId(`says-${side}`).textContent = policy ? policy.says : '';
    };
    refreshed.push(select);
  }
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const levers = choices.levers.map((lever) =>
    sliderRow(capital(lever.title), lever.path, lever.stops, levelWords(lever.unit), (level) => leverSet(lever.path, level)));
  byId('levers').append(group('Enforcement, by part', levers, innerWidth > 800));
  const notice = choices.notice;
  if (notice) {
    byId('levers').append(group('Notice', [sliderRow(capital(notice.title), notice.path, notice.stops,
      (weeks) => weeks === null ? 'drawn' : `${weeks} weeks`, (weeks) => `${notice.path}=${weeks}`)]));
  }
  for (const title of new Set(choices.changes.map((change) => change.group)))
    byId('levers').append(group(title, choices.changes.filter((change) => change.group === title).map(changeRow)));
  const parameters = choices.parameters.map((parameter) =>
    sliderRow(capital(parameter.title), parameter.path, beliefStops(parameter),
      (value) => value === null ? 'drawn' : `${short(value)}${parameter.unit ? ` ${parameter.unit}` : ''}`, (value) => `${parameter.path}=${value}`));
  byId('levers').append(group(`The ${parameters.length} parameters that matter most`, parameters));
  makeQuestion();
}

function makeQuestion() {
  byId('measure').append(new Option('whether China reaches a million (usual)', ''),
    ...choices.measures.map((measure) => new Option(`${measure.title}, ${measure.unit}`, measure.name)));
  byId('year').append(new Option(`${usualYear} (usual)`, ''), ...[2024, 2025, 2026, 2028].map((year) => new Option(String(year), String(year))));
  for (const [id, name] of [['measure', 'measure'], ['at-least', 'at_least'], ['year', 'year'], ['runs', 'runs'], ['seed', 'seed']]) {
    const input = byId(id);
    input.addEventListener('change', () => {
      state[name] = input.value.trim();
      changed();
    });
    input.refresh = () => { input.value = state[name]; };
    refreshed.push(input);
  }
  byId('from').addEventListener('change', () => {
    for (const side of sides) {
      state[side].sets = state[side].sets.map((set) =>
        choices.levers.some((lever) => lever.path === pathOf(set)) ? leverSet(pathOf(set), levelOf(set).level) : set);
    }
    changed();
  });
  // Days of levers that came with the address.
  for (const side of sides) {
    const dated = state[side].sets.find((set) => choices.levers.some((lever) => lever.path === pathOf(set)));
    if (dated && [...byId('from').options].some((option) => option.value === levelOf(dated).from)) byId('from').value = levelOf(dated).from;
    const other = byId(`other-${side}`);
    const isOther = (set) => !knownPaths().includes(pathOf(set)) && !choices.changes.some((change) => change.set === set);
    other.addEventListener('change', () => {
      const written = other.value.split('\n').map((line) => line.trim().replace(/^--set\s+/, '')).filter((line) => line !== '');
      state[side].sets = [...state[side].sets.filter((set) => !isOther(set)), ...written];
      changed();
    });
    other.refresh = () => { other.value = state[side].sets.filter(isOther).join('\n'); };
    refreshed.push(other);
  }
  byId('reset').addEventListener('click', () => {
    for (const side of sides) state[side].sets = [];
    changed();
  });
}

const knownPaths = () => [...choices.levers, ...choices.parameters, ...(choices.notice ? [choices.notice] : [])].map((one) => one.path);

// ---- Runs

let following = null, timer = 0;  // the stream that is read, and when the next one is asked for

function show() {
  for (const shown of refreshed) shown.refresh();
  sides.forEach(askRefusals);
}

function changed() {
  show();
  history.replaceState(null, '', `/?token=${token}&${query()}`);
  clearTimeout(timer);
  timer = setTimeout(follow, 120);
}

const results = {begin: null, runs: {a: [], b: []}, answer: null, isFresh: false};

function showProblems(text) {
  const lack = globalThis.lackOfDrawing || '';
  byId('problems').hidden = text === '' && lack === '';
  byId('problems').querySelector('h2').textContent = text === '' ? 'Charts cannot be drawn' : 'This cannot be run';
  byId('problems').querySelector('pre').textContent = text || lack;
}

async function follow() {
  following?.abort();
  const mine = following = new AbortController();
  try {
    const response = await fetch(address('runs', `&client=${client}`), {signal: mine.signal});
    if (!response.ok) {
      showProblems((await response.json()).problems);
      byId('progress').textContent = 'Nothing is run.';
      return;
    }
    showProblems('');
    await readEvents(response.body, take);
  } catch (error) {
    if (mine.signal.aborted) return;
    byId('progress').textContent = 'The program does not answer: was it stopped?';
  }
}

/// Server-sent events of a stream, each as its name and what it holds.
async function readEvents(stream, tell) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name) => lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join('\n');
      if (field('event') !== '') tell(field('event'), JSON.parse(field('data')));
    }
  }
}

function take(name, data) {
  if (name === 'begin') {
    results.begin = data;
    results.runs = {a: [], b: []};
    results.answer = null;
    begin(data);
  } else if (name === 'run') {
    results.runs[sides[data.side]].push(data);
    results.isFresh = true;
  } else if (name === 'answer') {
    results.answer = data;
    showAnswer(data);
    if (data.sentences) wantMap();
  } else if (name === 'done') {
    document.body.dataset.done = query();
  } else if (name === 'stopped') {
    byId('progress').textContent = 'These runs were given up: another page needed their place.';
  }
  if (name !== 'begin') drawSoon();
}

function begin(data) {
  delete document.body.dataset.done;
  sides.forEach((side, i) => {
    const title = data.sides[i].title;
    byId(`card-title-${side}`).textContent = `A: ${title}`.replace('A', side.toUpperCase());
    byId(`source-title-${side}`).textContent = title;
    byId('map-side').options[i].textContent = `${side.toUpperCase()}: ${title}`;
    byId('save-side').options[i].textContent = side.toUpperCase();
  });
  byId('command').textContent = data.commands.join('\n');
  if (!globalThis.lackOfDrawing) makeCharts();  // while the first runs are made
  document.title = `${data.sides.map((side) => side.title).join(' | ')}: Chokepoint`;
}

const percent = (share) => `${Math.round(100 * share)} %`;

function showAnswer(data) {
  const runs = results.begin.runs;
  const saved = data.shared > 0.005 ? `, ${percent(data.shared)} of the work shared` : '';
  const failed = data.failed[0] + data.failed[1] > 0 ? `; ${data.failed[0] + data.failed[1]} failed (${data.failure})` : '';
  byId('progress').textContent = `${Math.min(...data.done)} of ${runs} runs a side${saved}${failed}`;
  if (!data.sentences) return;
  byId('sentences').replaceChildren(...data.sentences.map((sentence) => element('p', {textContent: sentence})));
  const year = Number(state.year) || usualYear;
  sides.forEach((side, i) => {
    const rows = data.chances.sides[i];
    const row = rows.find((one) => one.year === year) || rows[rows.length - 1];
    byId(`share-${side}`).textContent = row ? percent(row.share) : '…';
    byId(`interval-${side}`).textContent = row ? `90 % interval ${percent(row.low)} to ${percent(row.high)}, by the end of ${row.year}` : '';
  });
  byId('chance-says').textContent = `${data.chances.title}, with its 90 % interval.`;
}

// ---- Keeping

function makeKeeping() {
  byId('copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(byId('command').textContent);
      byId('copy').textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(byId('command'));
    }
  });
  byId('save').addEventListener('submit', async (event) => {
    event.preventDefault();
    const side = byId('save-side').value;
    const name = byId('save-name').value.trim();
    const title = results.begin ? results.begin.sides[sides.indexOf(side)].title : name;
    try {
      const saved = await ask('policy', `&side=${side}&name=${encodeURIComponent(name)}&title=${encodeURIComponent(title)}`, {method: 'POST'});
      byId('saved').textContent = `Written: ${saved.file}. Look at it with: ${saved.check}`;
      byId('saved-text').textContent = saved.text;
      byId('saved-text').hidden = false;
    } catch (error) {
      byId('saved').textContent = error.message;
      byId('saved-text').hidden = true;
    }
  });
  byId('brief').addEventListener('click', async () => {
    byId('saved').textContent = 'Making a brief: half a minute or so.';
    try {
      const made = await ask('brief', '', {method: 'POST'});
      byId('saved').textContent = made.says;
    } catch (error) {
      byId('saved').textContent = error.message;
    }
  });
}

async function start() {
  readQuery(location.search);
  // What the address says is run at once; what it does not say, the program knows.
  const isWhole = sides.every((side) => state[side].policy !== '');
  if (isWhole) follow();
  choices = await ask('choices');
  if (!isWhole) {
    readQuery(choices.start);
    readQuery(location.search);
  }
  makeControls();
  makeKeeping();
  makeMapControls();
  show();
  if (!isWhole) follow();
}

addEventListener('DOMContentLoaded', () => start().catch((error) => showProblems(error.message)));
