// Charts of the runs so far: made once, then given new rows, so that nothing flickers while runs come in.
'use strict';

const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const views = {};

function config() {
  const ink = css('--ink');
  const faint = css('--faint');
  return {
    background: null, font: 'system-ui, "DejaVu Sans", sans-serif', view: {stroke: null},
    axis: {labelColor: ink, titleColor: ink, gridColor: faint, domainColor: faint, tickColor: faint, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal'},
    legend: {labelColor: ink, titleColor: ink, labelFontSize: 12}, text: {color: ink, fontSize: 12},
  };
}

const sideColour = () => ({field: 'side', type: 'nominal', legend: null, scale: {domain: sides, range: [css('--a'), css('--b')]}});
const timeAxis = {field: 'date', type: 'temporal', title: null, axis: {format: '%Y', tickCount: {interval: 'year', step: 1}, grid: false, labelFlush: false, labelOverlap: 'parity', labelSeparation: 6}};
const empty = (names) => Object.fromEntries(names.map((name) => [name, []]));

/// Bands, a median and a line across, by side.
function bandsSpec(title, scale, ticks, describes) {
  const y = (field, more = {}) => ({field, type: 'quantitative', ...more});
  const across = {field: 'value', type: 'quantitative'};
  return {
    description: describes, width: 'container', height: 230, autosize: {type: 'fit-x', contains: 'padding'}, config: config(),
    datasets: empty(['bands', 'lines']), data: {name: 'bands'},
    encoding: {x: timeAxis, color: sideColour()},
    layer: [
      {mark: {type: 'area', opacity: 0.16}, encoding: {y: y('q05', {title, scale, axis: {format: '~s', ...ticks}}), y2: {field: 'q95'}}},
      {mark: {type: 'area', opacity: 0.28}, encoding: {y: y('q25'), y2: {field: 'q75'}}},
      {mark: {type: 'line', strokeWidth: 2.4, clip: true}, encoding: {y: y('q50'), strokeDash: {field: 'side', type: 'nominal', legend: null, scale: {domain: sides, range: [[1, 0], [6, 4]]}}}},
      {data: {name: 'lines'}, mark: {type: 'rule', strokeDash: [3, 3], color: css('--ink')}, encoding: {x: null, color: {value: css('--ink')}, y: across}},
      {data: {name: 'lines'}, mark: {type: 'text', align: 'left', baseline: 'bottom', dx: 4, dy: -2, color: css('--ink')}, encoding: {x: {value: 0}, color: {value: css('--ink')}, y: across, text: {field: 'text'}}},
    ],
  };
}

function chanceSpec() {
  const share = (field) => ({field, type: 'quantitative', title: 'share of runs', scale: {domain: [0, 1]}, axis: {format: '%', tickCount: 5}});
  const offset = {field: 'side', type: 'nominal', scale: {domain: sides}};
  return {
    description: 'Share of runs that reach what is asked, by year and side', width: 'container', height: 230, autosize: {type: 'fit-x', contains: 'padding'}, config: config(),
    datasets: empty(['chances']), data: {name: 'chances'},
    encoding: {x: {field: 'year', type: 'ordinal', title: null, axis: {labelAngle: 0, grid: false, labelOverlap: 'parity', labelSeparation: 6}}, xOffset: offset, color: sideColour()},
    layer: [
      {mark: {type: 'rule', strokeWidth: 2}, encoding: {y: share('low'), y2: {field: 'high'}}},
      {mark: {type: 'point', filled: true, size: 70, opacity: 1}, encoding: {y: share('share'), shape: {field: 'side', type: 'nominal', legend: null, scale: {domain: sides, range: ['circle', 'square']}}, tooltip: [{field: 'year'}, {field: 'share', format: '.0%'}, {field: 'low', format: '.0%'}, {field: 'high', format: '.0%'}]}},
    ],
  };
}

function sourceSpec(classes, side) {
  return {
    description: `China's stock by where its chips come from, side ${side.toUpperCase()}`, width: 'container', height: 200, autosize: {type: 'fit-x', contains: 'padding'}, config: config(),
    datasets: empty(['sources']), data: {name: 'sources'},
    mark: {type: 'area'},
    encoding: {
      x: {...timeAxis, axis: {...timeAxis.axis, format: '%y'}},
      y: {field: 'value', type: 'quantitative', title: 'million H100e', stack: 'zero', axis: {format: '~g', tickCount: 4}, scale: {domainMax: {signal: 'top'}}},
      color: {field: 'of', type: 'nominal', legend: null, scale: {domain: classes.map((one) => one.title), range: classes.map((one) => one.colour)}},
      order: {field: 'rank'},
      tooltip: [{field: 'of', title: 'class'}, {field: 'value', format: '.2f', title: 'million H100e'}],
    },
    params: [{name: 'top', value: 1}],
  };
}

async function embed(id, spec) {
  views[id]?.finalize();
  const {view} = await vegaEmbed(byId(id), {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', ...spec}, {actions: false, renderer: 'svg', mode: 'vega-lite', logLevel: vega.Error});
  views[id] = view;
}

let madeFor = '';

/// Charts of these classes in these colours, made one after the other when there are none; each is drawn when it is there.
async function makeCharts() {
  const wanted = JSON.stringify([results.begin.classes, isDark()]);
  if (madeFor === wanted) return;
  madeFor = wanted;
  const classes = results.begin.classes;
  byId('classes').replaceChildren(...classes.map(({title, colour}) => {
    const item = element('li', {textContent: title});
    item.style.setProperty('--mark', colour);
    return item;
  }));
  const specs = {
    fan: bandsSpec('H100e', {type: 'log', domainMin: 1000, nice: false, clamp: true}, {values: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8]}, 'China’s computing power over time, by side, with what half and nine tenths of the runs lie between'),
    chance: chanceSpec(),
    'source-a': sourceSpec(classes, 'a'),
    'source-b': sourceSpec(classes, 'b'),
    premium: bandsSpec('times the list price', {zero: false}, {tickCount: 5}, 'Price of smuggled training chips over the list price, over time, by side'),
  };
  for (const [id, spec] of Object.entries(specs)) {
    await embed(id, spec);
    if (madeFor !== wanted) return;
    drawSoon();
    await new Promise((resolve) => setTimeout(resolve));  // what came in meanwhile is shown first
  }
}

/// The p-quantile of sorted values (type 7, as in the program).
function quantile(sorted, p) {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  return sorted[low] + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

function bandRows(curveOf, least) {
  return sides.flatMap((side) => {
    const runs = results.runs[side];
    if (runs.length === 0) return [];
    const curves = runs.map(curveOf);
    return runs[0].dates.map((date, i) => {
      const values = curves.map((curve) => Math.max(least, curve[i])).sort((a, b) => a - b);
      const at = (p) => quantile(values, p);
      return {side, date: Date.parse(date), q05: at(0.05), q25: at(0.25), q50: at(0.5), q75: at(0.75), q95: at(0.95)};
    });
  });
}

const sum = (curves) => curves[0].map((_, i) => curves.reduce((all, curve) => all + curve[i], 0));

function sourceRows(side) {
  const runs = results.runs[side];
  if (runs.length === 0) return [];
  return results.begin.classes.flatMap(({title: of}, rank) => runs[0].dates.map((date, i) => ({
    of, rank, date: Date.parse(date), value: runs.reduce((all, run) => all + run.stock[rank][i], 0) / runs.length / 1e6})));
}

function give(id, name, rows) {
  views[id]?.change(name, vega.changeset().remove(() => true).insert(rows));
}

function drawNow() {
  const curve = byId('curve').value;
  give('fan', 'bands', bandRows(curve === 'stock' ? (run) => sum(run.stock) : (run) => run[curve], 1000));
  give('fan', 'lines', [{value: results.begin.million, text: 'a million H100e'}]);
  give('premium', 'bands', bandRows((run) => run.premium, 0));
  give('premium', 'lines', [{value: 1, text: 'list price'}]);
  if (results.answer?.chances)
    give('chance', 'chances', results.answer.chances.sides.flatMap((rows, i) => rows.map((row) => ({...row, side: sides[i]}))));
  const sources = sides.map(sourceRows);
  // Both to one scale, or they could not be compared.
  const top = Math.max(1, ...sides.flatMap((side) => results.runs[side].length === 0 ? [] : [sourceTop(sources[sides.indexOf(side)])]));
  sides.forEach((side, i) => {
    give(`source-${side}`, 'sources', sources[i]);
    views[`source-${side}`]?.signal('top', top);
  });
}

function sourceTop(rows) {
  const byDate = new Map();
  for (const row of rows) byDate.set(row.date, (byDate.get(row.date) || 0) + row.value);
  return Math.max(...byDate.values());
}

let isWanted = false;
let isDrawing = false;
let pause = 50;  // ms before the next drawing
/// Draws what is new: the first runs as they come, later ones twice a second, and for no more than a tenth of the time by
/// what scripts take, since painting takes as long again and the runs need the rest.
async function drawSoon() {
  isWanted = true;
  if (isDrawing) return;
  isDrawing = true;
  while (isWanted) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    isWanted = false;
    if (results.begin === null || globalThis.lackOfDrawing) continue;
    makeCharts();
    const before = performance.now();
    drawNow();
    await Promise.all(Object.values(views).map((view) => view.runAsync()));
    pause = Math.min(1500, Math.max(results.runs.a.length < 10 ? 150 : 500, 9 * (performance.now() - before)));
  }
  isDrawing = false;
}

byId('curve').addEventListener('change', drawSoon);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  drawSoon();
  drawMapSoon();
});
