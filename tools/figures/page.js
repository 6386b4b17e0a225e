// The page of a brief: draws its figures, sorts and copies its tables, light and dark.
'use strict';

const root = document.documentElement;
const views = [];

function theme() {
  return root.dataset.theme === 'dark' ? 'dark' : 'light';
}

// Black marks would vanish on a dark page.
function inTheme(specification) {
  const dark = theme() === 'dark';
  const ink = dark ? '#ececec' : '#1a1a1a';
  const faint = dark ? '#3a3d42' : '#e4e4e4';
  let text = JSON.stringify(specification);
  if (dark) text = text.replaceAll('"#000000"', '"#ececec"').replaceAll('"#0072B2"', '"#56a9de"').replaceAll('"#D5D5D5"', '"#555a60"');
  const spec = JSON.parse(text);
  spec.background = 'transparent';
  spec.width = 'container';
  spec.padding = 4;
  spec.title = undefined;  // the page says it
  // What the picture is, is said once, of the whole.
  for (const layer of spec.layer ?? []) if (layer.mark) layer.mark.aria = false;
  const narrow = window.innerWidth < 600;
  if (spec.projection) spec.height = Math.round(Math.min(420, 0.5 * document.querySelector('main').clientWidth) + (narrow ? 90 : 40));
  const config = spec.config;
  config.axis = {...config.axis, labelColor: ink, titleColor: ink, gridColor: faint, domainColor: faint, tickColor: faint};
  if (narrow) config.axis = {...config.axis, labelFontSize: 9.5, titleFontSize: 10.5};
  config.legend = {...config.legend, labelColor: ink, titleColor: ink};
  if (narrow) config.legend = {...config.legend, columns: 1, labelFontSize: 10.5, labelLimit: window.innerWidth - 100};
  if (narrow) for (const layer of spec.layer ?? []) {
    for (const channel of Object.values(layer.encoding ?? {})) {
      if (channel?.legend?.columns) channel.legend.columns = spec.projection ? 2 : 1;
    }
  }
  // Names of places would lie over each other; pointing at one still says it.
  if (narrow && spec.projection) spec.layer = spec.layer.filter((layer) => layer.mark?.type !== 'text');
  config.text = {...config.text, fill: ink};
  config.point = {...config.point};
  return spec;
}

async function draw() {
  while (views.length > 0) views.pop().finalize();
  for (const holder of document.querySelectorAll('.vega')) {
    const specification = JSON.parse(document.getElementById(holder.dataset.spec).textContent);
    const drawn = await vegaEmbed(holder, inTheme(specification), {
      actions: false, renderer: 'svg', tooltip: {theme: theme()}, defaultStyle: false,
    });
    views.push(drawn);
    const picture = holder.querySelector('svg');
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', holder.getAttribute('aria-label'));
    // What Vega makes to choose with has a name, but none that a screen reader finds.
    for (const bind of holder.querySelectorAll('.vega-bind')) {
      const name = bind.querySelector('.vega-bind-name')?.textContent.trim();
      for (const input of bind.querySelectorAll('input, select')) input.setAttribute('aria-label', name ?? 'choice');
    }
    holder.dataset.drawn = 'true';
  }
  root.dataset.drawn = 'true';
}

// The number that a cell begins with, with what stands for thousands behind it; text otherwise.
function valueOf(cell) {
  const text = cell.textContent.trim();
  const found = /^[<>+]?([−-]?[\d,]*\.?\d+)(?:\s?([MBT%]))?/.exec(text.replace(/^about /, ''));
  if (!found || !cell.classList.contains('number')) return text;
  const unit = {M: 1e6, B: 1e9, T: 1e12}[found[2]] ?? 1;
  return unit * Number(found[1].replaceAll(',', '').replace('−', '-'));
}

function sortBy(table, column, direction) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({row, value: valueOf(row.cells[column])}));
  rows.sort((a, b) => {
    const apart = typeof a.value === 'number' && typeof b.value === 'number'
      ? a.value - b.value : String(a.value).localeCompare(String(b.value), 'en', {numeric: true});
    return direction * apart;
  });
  body.append(...rows.map(({row}) => row));
}

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      sortBy(table, column, up ? 1 : -1);
    });
  });
}

// As a spreadsheet takes it: tabs between cells.
function textOf(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join('\t')).join('\n');
}

function makeCopyable(table) {
  const line = document.createElement('div');
  line.className = 'tools';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy table';
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(textOf(table));
    } catch {
      const area = document.createElement('textarea');
      area.value = textOf(table);
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    said.textContent = `${table.tBodies[0].rows.length} rows copied`;
  });
  line.append(button, said);
  table.closest('.scroll').before(line);
}

function searchRows(input) {
  const table = document.querySelector(`#${input.dataset.table} table`);
  const count = input.parentElement.querySelector('[role="status"]');
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    table.closest('details').open = true;
    count.textContent = `${shown} of ${table.tBodies[0].rows.length}`;
  });
}

function setTheme(next) {
  root.dataset.theme = next;
  document.querySelector('.theme').textContent = next === 'dark' ? 'Light' : 'Dark';
}

setTheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
document.querySelector('.theme').addEventListener('click', () => {
  setTheme(theme() === 'dark' ? 'light' : 'dark');
  if (window.vegaEmbed) draw();
});
for (const table of document.querySelectorAll('table')) {
  makeSortable(table);
  makeCopyable(table);
}
for (const input of document.querySelectorAll('input[data-table]')) searchRows(input);
// On paper nothing can be unfolded; what is only to look things up in stays folded.
let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...document.querySelectorAll('details:not([open]):not(#T10)')];
  for (const one of unfolded) one.open = true;
});
addEventListener('afterprint', () => { for (const one of unfolded) one.open = false; });
if (window.vegaEmbed) draw();
