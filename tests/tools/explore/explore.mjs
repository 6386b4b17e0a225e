// Tries the page of `chokepoint explore` in a browser, as a reader uses it.
// usage: node explore.mjs ADDRESS FOLDER [SCREENSHOTS]   ADDRESS as the program prints it, FOLDER where it was started;
// says what is wrong, a line each, and ends with 1 then.
import {readFile, stat, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const [address, folder, pictures] = process.argv.slice(2);
const packages = createRequire(fileURLToPath(new URL('../../../tools/figures/package.json', import.meta.url)));
const {chromium} = packages('playwright-core');
const axe = await readFile(packages.resolve('axe-core/axe.min.js'), 'utf8');

const wrong = [];
const expect = (holds, what) => { if (!holds) wrong.push(what); };
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});

async function open(options = {}) {
  const context = await browser.newContext({viewport: {width: 1440, height: 1000}, bypassCSP: false, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(60e3);
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== '127.0.0.1') wrong.push(`asks elsewhere: ${request.url()}`);
  });
  return page;
}

const runsAreDone = (page) => page.waitForFunction(() => document.body.dataset.done !== undefined);
const mapIsThere = (page) => page.waitForFunction(() => document.body.dataset.map !== undefined && document.querySelectorAll('#map path').length > 3);
/// A chart without its marks has parts that a screen reader finds no words for: looked at once the last drawing is done.
const chartsAreDrawn = (page) => page.waitForFunction(() => ['fan', 'chance', 'premium'].every((id) => {
  const parts = [...document.querySelectorAll(`#${id} svg .role-mark`)];
  return parts.length > 1 && parts.every((part) => part.childElementCount > 0);
}));
const marks = (page, id) => page.locator(`#${id} svg path`).count();
const text = (page, id) => page.locator(`#${id}`).innerText();

/// Moves the map to the week of the latest event of a group: licences are not filed all the time.
async function lastWeekOf(page, group) {
  const last = await page.locator('#week').evaluate((week, wanted) => {
    week.value = Math.max(...flows.data.events.filter((event) => event.group === wanted).map((event) => event.week));
    week.dispatchEvent(new Event('input'));
    return Number(week.value);
  }, group);
  await page.waitForFunction(([wanted, week]) => {
    const event = flows.data.events[document.querySelector('#events button')?.dataset.n];
    return event?.group === wanted && event.week === week;
  }, [group, last]);
}

async function step(name, fn) {
  try {
    await fn();
  } catch (error) {
    wrong.push(`${name}: ${error.message.split('\n')[0]}`);
  }
}

/// Serious faults that axe finds. What a page's policy on scripts forbids is not tried by loading a script.
async function faults(page, where) {
  const found = await page.evaluate(async (source) => {
    (0, eval)(source);
    const {violations} = await globalThis.axe.run(document, {resultTypes: ['violations']});
    return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
  }, axe);
  for (const fault of found) wrong.push(`axe, ${where}: ${fault}`);
}

async function picture(page, name) {
  if (pictures) await page.screenshot({path: `${pictures}/${name}.png`, fullPage: true});
}

const page = await open();
await step('runs fill the charts', async () => {
  await page.goto(address);
  await runsAreDone(page);
  await chartsAreDrawn(page);
  for (const id of ['fan', 'chance', 'source-a', 'source-b', 'premium']) expect((await marks(page, id)) > 3, `${id} has no marks`);
  expect((await text(page, 'share-a')).includes('%'), 'no share of side A');
  expect((await text(page, 'sentences')).length > 100, 'no sentences');
});
await step('the map', async () => {
  await mapIsThere(page);
  const before = await text(page, 'week-date');
  await page.locator('#week').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => document.getElementById('week-date').textContent !== old, before);
  const moved = await text(page, 'week-date');
  await page.locator('#play').click();
  await page.waitForFunction((old) => document.getElementById('week-date').textContent !== old, moved);
  await page.locator('#play').click();
  expect((await page.locator('#play').getAttribute('aria-pressed')) === 'false', 'play does not stop');
});
await step('an event of each kind has a chain', async () => {
  await page.locator('#map-span').selectOption('52');
  for (const group of ['seizure', 'refusal', 'licence']) {
    await page.locator('#group').selectOption(group);
    await lastWeekOf(page, group);
    const event = page.locator('#events button').first();
    const day = (await event.innerText()).slice(0, 10);
    await page.locator('#chain pre').evaluate((pre) => { pre.textContent = ''; });
    await event.click();
    // A chain begins with the first of its causes and comes to the event.
    await page.waitForFunction((last) => document.querySelector('#chain pre').textContent.split('\n').some((line) => line.startsWith(`${last}  `)), day);
  }
  await page.locator('#group').selectOption('');
});
await step('refusals and licences are on the map, and open their chains', async () => {
  for (const colour of ['--refused', '--licensed']) {
    const mark = page.locator(`#map svg path[fill="${await page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), colour)}"]`);
    expect((await mark.count()) > 0, `no mark of ${colour}`);
    await page.locator('#chain pre').evaluate((pre) => { pre.textContent = ''; });
    await mark.first().click({force: true});
    await page.waitForFunction(() => /^\d{4}-\d\d-\d\d {2}/.test(document.querySelector('#chain pre').textContent));
  }
});
await faults(page, 'light, 1440');
await picture(page, 'light-1440');
await step('a lever moves the answer', async () => {
  const before = await text(page, 'sentences');
  await page.locator('input[type=range][aria-label^="Overall strength"][aria-label$="side A"]').focus();
  await page.keyboard.press('ArrowRight');  // strength 0
  await page.waitForFunction(() => location.search.includes('enforcement.strength') && document.body.dataset.done?.includes('enforcement.strength'));
  expect((await text(page, 'sentences')) !== before, 'the answer stays');
  expect((await text(page, 'command')).includes('enforcement.strength=[{from: 2026-10-01, level: 0}]'), 'the command does not say the lever');
});
await step('a link reopens it', async () => {
  const link = page.url();
  const second = await open({colorScheme: 'dark', viewport: {width: 320, height: 800}});
  await second.goto(link);
  await runsAreDone(second);
  expect((await second.locator('input[type=range][aria-label^="Overall strength"][aria-label$="side A"]').inputValue()) === '1', 'the lever is not where it was');
  expect(await second.evaluate(() => document.documentElement.scrollWidth <= innerWidth), '320 px: wider than the screen');
  await mapIsThere(second);
  await chartsAreDrawn(second);
  await faults(second, 'dark, 320');
  await picture(second, 'dark-320');
  await second.setViewportSize({width: 1440, height: 1000});
  await second.waitForTimeout(300);
  await faults(second, 'dark, 1440');
  await picture(second, 'dark-1440');
  await second.setViewportSize({width: 768, height: 1000});
  await second.waitForTimeout(300);
  await picture(second, 'dark-768');
  await second.context().close();
});
await step('light and narrow', async () => {
  const narrow = await open({colorScheme: 'light', viewport: {width: 320, height: 800}});
  await narrow.goto(address);
  await runsAreDone(narrow);
  await mapIsThere(narrow);
  await chartsAreDrawn(narrow);
  expect(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'light, 320 px: wider than the screen');
  await faults(narrow, 'light, 320');
  await picture(narrow, 'light-320');
  await narrow.context().close();
});
await step('save as policy', async () => {
  await page.locator('#save-name').fill('from-a-page');
  await page.getByRole('button', {name: 'Save as policy'}).click();
  await page.waitForFunction(() => document.getElementById('saved').textContent !== '');
  const written = await readFile(`${folder}/from-a-page.yaml`, 'utf8');
  expect(written.includes('extends:') && written.includes('strength'), `not the policy: ${written}`);
});
await step('save as brief', async () => {
  await page.locator('#brief').click();
  await page.waitForFunction(() => !/^(|Making .*)$/.test(document.getElementById('saved').textContent), undefined, {timeout: 240e3});
  const says = await text(page, 'saved');
  const file = /^Saved: (brief-\d+\/brief\.html)/.exec(says)?.[1];
  expect(file !== undefined, `no brief: ${says}`);
  if (file) expect((await stat(`${folder}/${file}`)).size > 1e5, 'the brief is too small to hold anything');
});
await step('bad input is answered', async () => {
  await page.locator('details:has(#other-a) summary').click();
  await page.locator('#other-a').fill('enforcement.chekcs=2');
  await page.locator('#other-a').blur();
  await page.locator('#problems').waitFor();
  expect((await text(page, 'problems')).includes('chekcs'), 'the problem does not name the field');
  await picture(page, 'light-problems');
});
await browser.close();
// A page that is refused for a wrong word says so in the console too.
const real = wrong.filter((line) => !/status of 400/.test(line));
for (const line of real) console.log(line);
if (pictures) await writeFile(`${pictures}/wrong.txt`, real.join('\n'));
process.exit(real.length === 0 ? 0 : 1);
