// Draws Vega-Lite specifications: FILE.svg and FILE.png beside each FILE.vl.json.
// usage: node render.mjs FILE.vl.json...   (`tools/setup brief` installs what it needs; nothing is asked of the network)
import {readFile, rename, writeFile} from 'node:fs/promises';
import * as vega from 'vega';
import * as vegaLite from 'vega-lite';

// Print wants 250 dots an inch or more: 800 px across 160 mm of text are 127, so each is drawn as two by two.
const dotsPerPixel = 2;
const ending = '.vl.json';

// A reader never meets half a picture.
async function writeWhole(path, content) {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

// Where rows have a height each, only the width is fitted, as is asked for: Vega-Lite says so each time all the same.
const logger = vega.logger(vega.Warn);
const warn = logger.warn.bind(logger);
logger.warn = (...said) => /^Dropping "fit-y"/.test(said[0]) ? logger : warn(...said);

async function draw(path) {
  if (!path.endsWith(ending)) throw new Error(`does not end in ${ending}`);
  const specification = JSON.parse(await readFile(path, 'utf8'));
  const parsed = vega.parse(vegaLite.compile(specification, {logger}).spec);
  const view = new vega.View(parsed, {renderer: 'none', logLevel: vega.Warn});
  const stem = path.slice(0, -ending.length);
  await writeWhole(`${stem}.svg`, await view.toSVG());
  const canvas = await view.toCanvas(dotsPerPixel);
  await writeWhole(`${stem}.png`, canvas.toBuffer('image/png'));
  view.finalize();
}

for (const path of process.argv.slice(2)) {
  try {
    await draw(path);
  } catch (error) {
    console.error(`render: ${path}: ${error.message}`);
    process.exitCode = 1;
  }
}
