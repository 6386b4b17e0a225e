// Opens a brief in a real browser and does what a reader does. Prints each thing that is wrong; status 1 where any is.
// usage: node page.mjs BRIEF.html NODE_MODULES CHROMIUM
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [, , page, modules, chromium] = process.argv;
const require = createRequire(`${modules}/`);
const {chromium: browserType} = require('playwright-core');
const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const wrong = [];
const need = (is, what) => { if (!is) wrong.push(what); };

const browser = await browserType.launch({executablePath: chromium, args: ['--no-sandbox']});

async function open(width, colorScheme) {
  const context = await browser.newContext({viewport: {width, height: 900}, colorScheme});
  const tab = await context.newPage();
  const where = `${width} px, ${colorScheme}`;
  tab.on('console', (message) => need(!['error', 'warning'].includes(message.type()), `${where}: console: ${message.text()}`));
  tab.on('pageerror', (error) => wrong.push(`${where}: ${error.message}`));
  tab.on('request', (request) => need(/^(file|data|blob):/.test(request.url()), `${where}: asks for ${request.url()}`));
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector('html[data-drawn="true"]', {timeout: 120000});
  return tab;
}

// Axis lines and legends are there in an empty picture too.
const marks = (figure) => figure.locator('svg g.mark-symbol path, svg g.mark-rule line, svg g.mark-area path, svg g.mark-line path, svg g.mark-shape path')
  .evaluateAll((all) => all.filter((mark) => !mark.closest('.role-axis, .role-legend')).length);

async function isWhole(tab, where, width) {
  for (const figure of await tab.locator('figure.chart').all()) {
    const name = await figure.getAttribute('id');
    need(await marks(figure) > 0, `${where}: ${name} has no mark`);
  }
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  need(wide <= width, `${where}: the page is ${wide} px wide`);
  await tab.evaluate(axe);
  const faults = await tab.evaluate(() => axe.run());
  for (const fault of faults.violations) {
    if (!['serious', 'critical'].includes(fault.impact)) continue;
    wrong.push(`${where}: axe: ${fault.id}: ${fault.help}: ${fault.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
}

async function reads(tab) {
  const chances = tab.locator('#figure-chances');
  await chances.scrollIntoViewIfNeeded();
  await chances.locator('svg g.mark-symbol:not(.role-legend-symbol) path').last().hover();
  await tab.waitForSelector('#vg-tooltip-element.visible', {timeout: 5000}).catch(() => wrong.push('pointing at a mark shows nothing'));
  await tab.mouse.move(0, 0);

  const before = await chances.locator('svg').innerHTML();
  await chances.locator('svg .role-legend-entry .role-legend-label text').first().click();
  await tab.waitForFunction(([old]) => document.querySelector('#figure-chances svg').innerHTML !== old, [before], {timeout: 5000})
    .catch(() => wrong.push('an entry of a legend that is clicked changes nothing'));

  const slider = tab.locator('#figure-map input[type="range"]');
  const map = await tab.locator('#figure-map svg').innerHTML();
  await slider.focus();
  await tab.keyboard.press('Home');
  await tab.waitForFunction(([old]) => document.querySelector('#figure-map svg').innerHTML !== old, [map], {timeout: 5000})
    .catch(() => wrong.push('the slider of years changes nothing, by keyboard'));

  await tab.locator('#T1 summary').click();
  const first = () => tab.locator('#T1 tbody tr').first().textContent();
  const head = tab.locator('#T1 thead th').last();
  await head.locator('button').click();
  need(await head.getAttribute('aria-sort') === 'ascending', 'a head that is clicked does not say that it sorts');
  const least = await first();
  await tab.locator('#T1 thead th').nth(1).locator('button').click();
  need(least !== undefined, 'no row is left after sorting');
  const names = await tab.locator('#T1 tbody tr').evaluateAll((rows) => rows.map((row) => row.cells[1].textContent));
  need(names.join() === [...names].sort((a, b) => a.localeCompare(b, 'en')).join(), 'rows are not in the order of a head that was clicked');

  await tab.locator('#T1 .tools button').click();
  await tab.waitForFunction(() => document.querySelector('#T1 .tools [role="status"]').textContent.includes('rows copied'), null, {timeout: 5000})
    .catch(() => wrong.push('a table is not copied'));

  await tab.locator('#search').fill('budget');
  const [shown, all] = (await tab.locator('#assumptions .tools [role="status"]').first().textContent()).match(/\d+/g).map(Number);
  need(shown > 0 && shown < all, `searching for 'budget' shows ${shown} of ${all} assumptions`);

  await tab.locator('.theme').click();
  await tab.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
}

for (const width of [320, 1440]) {
  for (const scheme of ['light', 'dark']) {
    const tab = await open(width, scheme);
    await isWhole(tab, `${width} px, ${scheme}`, width);
    if (width === 1440 && scheme === 'light') await reads(tab);
    await tab.context().close();
  }
}
await browser.close();
for (const one of wrong) console.log(one);
process.exitCode = wrong.length === 0 ? 0 : 1;
