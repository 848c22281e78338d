// The built program with the sample, a browser, and a person who uses it in one of several ways.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const SCREENSHOTS = join(ROOT, 'build/screenshots');
const BINARY = process.env.FINGERPOST_BINARY || join(ROOT, 'build/debug/fingerpost');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
               '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
const TABS = 400;

mkdirSync(SCREENSHOTS, {recursive: true});

/** Imports the sample into a folder of its own and serves it; `stop` ends it and checks that it ended well. */
export async function serve(environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-browser-'));
  const data = join(folder, 'data');
  const loaded = spawnSync(join(ROOT, 'scripts/load_sample.sh'), [BINARY, data], {encoding: 'utf8'});
  assert.equal(loaded.status, 0, loaded.stderr);
  const child = spawn(BINARY, ['serve', '--data', data, '--listen', '127.0.0.1:0'],
                      {stdio: ['ignore', 'pipe', 'ignore'], env: {...process.env, FINGERPOST_ACCESS_LOG: 'false', ...environment}});
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const line = await new Promise((resolve) => createInterface(child.stdout).once('line', resolve));
  const url = line.match(/http:\/\/\S+/)[0];
  return {
    url, data,
    run: (...args) => spawnSync(BINARY, [...args, '--data', data], {encoding: 'utf8'}).stdout,
    async stop() {
      child.kill('SIGTERM');
      const code = await exited;
      rmSync(folder, {recursive: true, force: true});
      assert.equal(code, 0);
    },
  };
}

export const launch = () => chromium.launch({executablePath: CHROMIUM, args: FLAGS});

const texts = Object.fromEntries(['en', 'cy'].map((lang) =>
  [lang, JSON.parse(readFileSync(join(ROOT, `web/messages/${lang}.json`), 'utf8'))]));

/** The ways in which every journey is made. */
export const MODES = [
  {name: 'without scripts', lang: 'en', javaScriptEnabled: false, viewport: {width: 1100, height: 800}},
  {name: 'by keyboard alone', lang: 'en', javaScriptEnabled: true, keyboard: true, viewport: {width: 1100, height: 800}},
  {name: 'at 320 px', lang: 'en', javaScriptEnabled: true, viewport: {width: 320, height: 640}},
  {name: 'in Welsh', lang: 'cy', javaScriptEnabled: false, viewport: {width: 760, height: 900}},
];

/** Somebody at a page: finds things by the name a screen reader tells, and uses them by hand or by key. Counts steps. */
export class Person {
  constructor(page, url, mode) {
    Object.assign(this, {page, url, mode, base: mode.lang === 'cy' ? '/cy' : '', steps: 0});
  }

  /** A message in the person's language. */
  say(key, values = {}) {
    const text = texts[this.mode.lang][key];
    assert.equal(typeof text, 'string', key);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  }

  async open(path = '/') {
    await this.page.goto(this.url + (path === '/' ? this.base || '/' : this.base + path));
    await this.settled();
  }

  /** What must hold on every page that is reached: one heading, nothing wider than the screen, no overflow. */
  async settled() {
    await this.page.waitForLoadState('load');
    assert.equal(await this.page.locator('h1').count(), 1);
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${this.page.url()} is ${wide} px wider than the screen`);
  }

  async reach(locator) {
    await locator.waitFor({state: 'attached'});
    for (let i = 0; i < TABS; ++i) {
      if (await locator.evaluate((element) => element === document.activeElement)) {
        const isSeen = await locator.evaluate((element) => {
          const style = getComputedStyle(element);
          const beside = getComputedStyle(element.nextElementSibling ?? element, '::before');
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || beside.boxShadow !== 'none';
        });
        assert.ok(isSeen, 'the focus cannot be seen');
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`not reached by Tab: ${locator}`);
  }

  async use(locator, key = 'Enter') {
    ++this.steps;
    if (!this.mode.keyboard) return locator.click();
    await this.reach(locator);
    await this.page.keyboard.press(key);
  }

  async go(locator) {
    await Promise.all([this.page.waitForEvent('framenavigated'), this.use(locator)]);
    await this.settled();
  }

  link(name) { return this.page.getByRole('link', {name}).first(); }
  button(name) { return this.page.getByRole('button', {name}).first(); }
  follow(name) { return this.go(this.link(name)); }
  press(name) { return this.go(this.button(name)); }

  async fill(key, text) {
    ++this.steps;
    const field = this.page.getByLabel(this.say(key), {exact: true}).first();
    if (!this.mode.keyboard) {
      await field.fill(text);
      return field.blur(); // as a tap elsewhere: completions close
    }
    await this.reach(field);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async choose(key, optionKey) {
    ++this.steps;
    const select = this.page.getByLabel(this.say(key), {exact: true}).first();
    if (!(await select.isVisible())) await this.use(this.page.locator('summary', {hasText: this.say('form.more')}));
    if (!this.mode.keyboard) return select.selectOption({label: this.say(optionKey)});
    await this.reach(select);
    // Typing the beginning of an option chooses it, as it does for everybody.
    await this.page.keyboard.type(this.say(optionKey));
    assert.equal(await select.evaluate((element) => element.selectedOptions[0].text), this.say(optionKey));
  }

  /** A choice between radio buttons or a check box. */
  async tick(name) {
    ++this.steps;
    const box = this.page.getByRole('radio', {name}).or(this.page.getByRole('checkbox', {name})).first();
    if (!this.mode.keyboard) return box.check({force: true});
    const group = await box.getAttribute('name');
    const first = this.page.locator(`input[name="${group}"]`).first();
    await this.reach(first);
    await this.page.keyboard.press('Space');
    for (let i = 0; i < 20 && !(await box.isChecked()); ++i) await this.page.keyboard.press('ArrowDown');
    assert.ok(await box.isChecked());
  }

  async search(what, where) {
    await this.open('/');
    if (what) await this.fill('form.q', what);
    if (where) await this.fill('form.near', where);
    await this.press(this.say('form.go'));
  }

  heading() { return this.page.locator('h1').innerText(); }
  body() { return this.page.locator('main').innerText(); }
  cards() { return this.page.locator('.fp-band--fits .fp-card, .fp-band--wider .fp-card'); }

  async see(text) {
    const shown = await this.body();
    assert.ok(shown.includes(text), `"${text}" is not on ${this.page.url()}`);
  }
}

/** Runs `journey` as a person of that mode, in a context of its own. */
export async function as(browser, url, mode, journey) {
  const context = await browser.newContext({javaScriptEnabled: mode.javaScriptEnabled, viewport: mode.viewport, reducedMotion: 'reduce',
                                            locale: mode.lang === 'cy' ? 'cy-GB' : 'en-GB', serviceWorkers: mode.serviceWorkers ?? 'block'});
  context.setDefaultTimeout(60_000);
  const foreign = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  try {
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text());
    });
    const person = new Person(page, url, mode);
    await journey(person, context);
    assert.deepEqual(faults, [], 'errors in the browser');
    assert.deepEqual(foreign, [], 'requests to other hosts');
    return person;
  } finally {
    await context.close();
  }
}
