// node browser.mjs MANY TABLE3: what a reader needs of the page, in a real browser. MANY: 200 trials of 100 epochs, with a name that
// attacks; TABLE3: a real output.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet/src/node.js';

const [many, table3] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-lcd-text'] });
const problems = [];

async function open(output, hash = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: options.bypass ?? false, ...options });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(`${output}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`${output}: ${error.stack}`));
  page.on('dialog', (dialog) => problems.push(`${output}: a dialog, ${dialog.message()}`));
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || problems.push(`${output}: asks for ${request.url()}`));
  await page.goto(`file://${output}/report.html${hash}`);
  await page.waitForSelector('html[data-ready]');
  return page;
}

const close = (page) => page.context().close();
const column = (page, name) => page.$$eval('#trials-table tbody tr', (rows, wanted) => {
  const at = [...document.querySelectorAll('#trials-table thead th')].findIndex((head) => head.dataset.column === wanted);
  return rows.map((row) => row.children[at].textContent);
}, name);
const order = (page, name) => page.getAttribute(`#trials-table th[data-column="${name}"]`, 'aria-sort');

const checks = {
  // How long it takes depends on what else this machine does, so that it is said, and judged only where LIMIT_MS says by what.
  async '200 trials of 100 epochs'() {
    const page = await open(many);
    const milliseconds = await page.evaluate(() => performance.now());
    console.log(`browser: interactive after ${Math.round(milliseconds)} ms`);
    assert.equal(await page.locator('#trials-table tbody tr').count(), 200);
    assert.ok(milliseconds < Number(process.env.LIMIT_MS ?? Infinity), `took ${milliseconds} ms`);
    await close(page);
  },

  async 'a name of markup is text everywhere'() {
    const page = await open(many);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const name = '<script>alert(1)</script>';
    assert.equal(await page.textContent('h1'), name);
    assert.ok((await page.title()).startsWith(name));
    assert.ok((await page.textContent('#commands')).includes(`'${name}'`));
    assert.equal(await page.locator('script').count(), 4);
    await close(page);
  },

  async 'trials are sorted by click and by keyboard, and the address keeps it'() {
    const page = await open(table3);
    await page.click('#trials-table th[data-column="kl"] button');
    assert.equal(await order(page, 'kl'), 'descending');
    const values = (await column(page, 'kl')).map(Number);
    assert.deepEqual(values, values.slice().sort((one, other) => other - one));
    await page.keyboard.press('Enter');
    assert.equal(await order(page, 'kl'), 'ascending');
    await page.focus('#trials-table th[data-column="active_units"] button');
    await page.keyboard.press('Space');
    assert.equal(await order(page, 'active_units'), 'descending');
    assert.equal(await order(page, 'kl'), 'none');
    await page.fill('#filter', 'skip=true decoder-layers>2');
    assert.equal(await page.locator('#trials-table tbody tr').count(), 6);
    const again = await open(table3, new URL(page.url()).hash);
    assert.equal(await order(again, 'active_units'), 'descending');
    assert.equal(await again.locator('#trials-table tbody tr').count(), 6);
    await close(again);
    await close(page);
  },

  async 'a trial is reached by its link'() {
    const page = await open(table3, '#sort=-kl&trial=f7abab4a1f');
    await page.waitForSelector('#trial:not([hidden])');
    assert.equal(await page.textContent('#trial-head'), 'Trial f7abab4a1f');
    await page.waitForFunction(() => document.querySelector('#trial').getBoundingClientRect().top < innerHeight, null, { timeout: 5000 });
    const third = page.locator('#trials-table tbody tr:nth-child(3) a');
    const id = await third.textContent();
    assert.notEqual(id, 'f7abab4a1f');
    await third.click();
    // The page follows its address when the browser tells it.
    await page.waitForFunction((head) => document.querySelector('#trial-head').textContent === head, `Trial ${id}`, { timeout: 5000 });
    assert.ok(page.url().includes('sort=-kl'));
    await close(page);
  },

  async 'numbers are those of the Parquet cells, rounded'() {
    const page = await open(table3);
    const file = await asyncBufferFromFile(`${table3}/tables/table3.parquet`);
    assert.ok((await parquetMetadataAsync(file)).num_rows > 0n);
    const cells = (await parquetReadObjects({ file })).flatMap((row) => Object.entries(row)
      .filter(([name, value]) => /_(mean|ci95|paper|diff)$/.test(name) && value != null && !(name === 'mi_ci95' && row.mi_saturated))
      .map(([, value]) => value));
    const shown = await page.$$eval('table[data-table=table3] tbody td data', (all) => all.map((one) => [Number(one.value), one.textContent]));
    const values = shown.map(([value]) => value);
    for (const cell of cells) assert.ok(values.includes(cell), `${cell} is not shown`);
    const all = await page.$$eval('data', (found) => found.map((one) => [Number(one.value), one.textContent]));
    for (const [value, text] of all.filter(([, said]) => /^[+\u2212]?[\d.,]+$/.test(said))) {
      const said = Number(text.replace('\u2212', '-').replaceAll(',', '').replace('+', ''));
      const digits = /\.(\d+)$/.exec(text)?.[1].length ?? 0;
      assert.ok(Math.abs(said - value) <= 0.5 * 10 ** -digits + 1e-9, `${text} stands for ${value}`);
    }
    await close(page);
  },

  async 'claims that allow a distance show where it ends'() {
    const page = await open(table3);
    const bodies = await page.$$eval('.forest tbody:has(th)', (all) => all.map((body) =>
      [body.querySelector('th').textContent, body.querySelectorAll('svg').length, body.querySelectorAll('svg:has(line[stroke-dasharray])').length]));
    const allowing = bodies.filter(([claim]) => /\d nats? (below|of)/.test(claim));
    assert.ok(allowing.length > 0);
    for (const [claim, plots, bounded] of allowing) assert.equal(bounded, plots, claim);
    await close(page);
  },

  async 'curves show MI with its cap, AU, and the training objective'() {
    const page = await open(many);
    for (const [name, words] of [['validation_mi', ['validation MI', 'cap log N']], ['validation_active_units', ['validation AU']],
      ['train_elbo', ['training objective']]]) {
      await page.check(`input[name=curve][value="${name}"]`);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      const text = await page.textContent('#curves');
      for (const word of words) assert.ok(text.toLowerCase().includes(word.toLowerCase()), `no ${word} among the curves of ${name}`);
    }
    assert.equal(await page.locator('input[name=curve][value="validation_mi_cap"]').count(), 0);
    await close(page);
  },

  async 'nothing is wider than a phone, and all charts draw'() {
    for (const output of [many, table3]) {
      const page = await open(output, '', { viewport: { width: 390, height: 844 }, isMobile: true });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${output} is wider than the screen`);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      const [charts, drawn] = await page.evaluate(() => [document.querySelectorAll('.chart').length, document.querySelectorAll('.chart > svg').length]);
      assert.ok(charts > 3);
      assert.equal(drawn, charts);
      await close(page);
    }
  },

  async 'axe finds nothing serious, light and dark'() {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(table3, '#trial=f7abab4a1f', { colorScheme, bypass: true });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => axe.run());
      const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]), []);
      await close(page);
    }
  },
};

/** The pictures of the README, into a folder: PICTURES=sweeps/results/report cluster/test/browser. */
async function takePictures(folder) {
  for (const [name, width, height, colorScheme, from] of [['light', 1240, 760, 'light', 'body'], ['dark', 1000, 760, 'dark', '#curves'],
    ['phone', 390, 1000, 'light', '.glance']]) {
    const page = await open(table3, '', { viewport: { width, height }, colorScheme });
    await page.addStyleTag({ content: 'html { scroll-behavior: auto !important; }' });
    await page.$eval(from, (place) => place.scrollIntoView());
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/${name}.png` });
    await close(page);
  }
}

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    assert.deepEqual(problems.splice(0), []);
    console.log(`browser: ${name}`);
  } catch (problem) {
    failed++;
    console.error(`browser: FAILED ${name}\n${problem.stack}`);
  }
}
if (process.env.PICTURES) await takePictures(process.env.PICTURES);
await browser.close();
process.exit(failed ? 1 : 0);
