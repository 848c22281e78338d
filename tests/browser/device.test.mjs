// What a device adds: offline pages, completions, position, leaving quickly, paper.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {MODES, SCREENSHOTS, as, launch, serve} from './support.mjs';

const WIDE = {...MODES[0], javaScriptEnabled: true};
const WORKING = {...WIDE, serviceWorkers: 'allow'};
const RESULTS = '/search?q=lunch&near=Ludlow';

let server, browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve();
  else navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), {once: true});
})));

/** Waits until the worker has kept that address, in a state that has `text` in it: an older one may be there already. */
const isKept = (page, path, text = '') => page.waitForFunction(async ([wanted, has]) => {
  const kept = await caches.match(wanted);
  return Boolean(kept) && (await kept.text()).includes(has);
}, [server.url + path, text]);

test('with the network cut: the last results, a visited service and the list', async () => {
  const context = await browser.newContext({serviceWorkers: 'allow'});
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  await page.goto(server.url + RESULTS);
  await page.locator('.fp-card button[name="add"]').first().click();
  await page.locator('.fp-card button[name="remove"]').first().waitFor();
  await page.goto(server.url + RESULTS);
  const service = await page.locator('.fp-card__name a').first().getAttribute('href');
  const name = await page.locator('.fp-card__name a').first().innerText();
  await isKept(page, RESULTS);
  await page.goto(server.url + service);
  await isKept(page, service);
  await page.goto(server.url + '/shortlist');
  await isKept(page, '/shortlist', service.split('?')[0]);

  await context.setOffline(true);
  await page.goto(server.url + RESULTS);
  assert.ok((await page.locator('.fp-card').count()) > 0);
  assert.notEqual(await page.locator('.fp-header').evaluate((element) => getComputedStyle(element).backgroundColor), 'rgba(0, 0, 0, 0)');
  await page.goto(server.url + service);
  assert.equal(await page.locator('h1').innerText(), name);
  await page.goto(server.url + '/shortlist');
  assert.ok((await page.locator('main').innerText()).includes(name));
  await page.goto(server.url + '/about');
  assert.equal(await page.locator('h1').innerText(), 'You are offline');
  await page.locator('[data-kept-pages] a').nth(2).waitFor();  // a script fills the list
  await context.close();
});

test('pages about danger are kept by nobody', async () => {
  const context = await browser.newContext({serviceWorkers: 'allow'});
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  const refuge = (await (await fetch(`${server.url}/api/search?q=haven+refuge`)).json()).results[0].id;
  await page.goto(`${server.url}/services/${refuge}`);
  await page.goto(server.url + RESULTS);
  await isKept(page, RESULTS);
  assert.equal(await page.evaluate((address) => caches.match(address).then(Boolean), `${server.url}/services/${refuge}`), false);
  await context.close();
});

test('leaving takes the page away, forgets what was kept, and leaves no way back to it', async () => {
  const context = await browser.newContext({serviceWorkers: 'allow'});
  await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({body: '<h1>Weather</h1>', contentType: 'text/html'}));
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  await page.goto(server.url + RESULTS);
  await isKept(page, RESULTS);
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Shift');
  await page.waitForURL(/bbc/);
  await page.goto(server.url + '/about');
  assert.equal(await page.evaluate((address) => caches.match(address).then(Boolean), server.url + RESULTS), false);
  await context.close();
});

test('completions by keyboard', async () => {
  await as(browser, server.url, WIDE, async (person) => {
    await person.open('/');
    const field = person.page.locator('#near');
    await field.focus();
    await person.page.keyboard.type('Lud');
    await person.page.getByRole('option').first().waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    await person.page.keyboard.press('ArrowDown');
    const chosen = await person.page.locator('[aria-selected="true"]').innerText();
    assert.equal(await field.getAttribute('aria-activedescendant'), await person.page.locator('[aria-selected="true"]').getAttribute('id'));
    await person.page.keyboard.press('Enter');
    assert.equal(await field.inputValue(), chosen);
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
  });
});

test('the position is asked for only when the button is pressed', async () => {
  const context = await browser.newContext({geolocation: {latitude: 52.3676, longitude: -2.7187}, permissions: ['geolocation']});
  const page = await context.newPage();
  await page.goto(server.url);
  assert.equal(await page.locator('#near').inputValue(), '');
  await page.locator('[data-locate]').click();
  await page.waitForFunction(() => document.getElementById('near').value !== '');
  assert.equal(await page.locator('#near').inputValue(), '52.368,-2.719');
  await page.locator('.fp-search__go').click();
  assert.ok((await page.locator('.fp-card').count()) > 0);
  await context.close();
});

test('it can be installed', async () => {
  const manifest = await (await fetch(`${server.url}/manifest.webmanifest`)).json();
  assert.ok(manifest.icons.some((icon) => icon.sizes === '512x512') && manifest.start_url === '/');
  for (const icon of manifest.icons) assert.equal((await fetch(server.url + icon.src)).status, 200);
});

test('the list on A5 paper', async () => {
  await as(browser, server.url, MODES[0], async (person) => {
    await person.open(RESULTS);
    await person.page.locator('.fp-card button[name="add"]').first().click();
    await person.page.locator('.fp-card button[name="add"]').first().click();
    await person.open('/shortlist');
    await person.press(person.say('shortlist.print'));
    await person.page.emulateMedia({media: 'print'});
    assert.ok(!(await person.page.locator('.fp-header').isVisible()));
    assert.ok(await person.page.locator('.fp-printed').isVisible());
    await person.page.setViewportSize({width: 559, height: 794});
    await person.page.screenshot({path: join(SCREENSHOTS, 'shortlist-a5.png')});
    const paper = await person.page.pdf({format: 'A5'});
    const pages = (paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g) || []).length;
    assert.equal(pages, 1);
  });
});

test('tiles come from the configured host and nowhere else', async () => {
  const tiled = await serve({FINGERPOST_MAP_TILES: 'https://tiles.example.org/{z}/{x}/{y}.png', FINGERPOST_MAP_ATTRIBUTION: '<b>Mappers</b>'});
  try {
    const context = await browser.newContext();
    const asked = new Set();
    await context.route('https://tiles.example.org/**', (route) => {
      asked.add(route.request().headers().referer);
      return route.fulfill({status: 200, contentType: 'image/png', body: ''});
    });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) faults.push(message.text()); });
    await page.goto(`${tiled.url}/search?q=warm&near=Ludlow&view=map`);
    await page.locator('.leaflet-marker-icon').first().waitFor();
    assert.deepEqual([...asked], [undefined]);
    assert.deepEqual(faults, []);
    assert.ok((await page.locator('.leaflet-control-attribution').innerText()).includes('<b>Mappers</b>'));
    await page.screenshot({path: join(SCREENSHOTS, 'results-tiles.png'), fullPage: true});
    await context.close();
  } finally {
    await tiled.stop();
  }
});

test('the page that reads the API shows both documents, without an error, in the look of the pages', async () => {
  const page = await browser.newPage({viewport: {width: 390, height: 800}});
  for (const [name, path] of [['api', '/api/search'], ['hsds', '/services']]) {
    await page.goto(`${server.url}/api/docs?document=${name}`);
    await page.locator(`.opblock-summary-path[data-path="${path}"]`).waitFor();
    assert.equal(await page.locator('.errors-wrapper').count(), 0, name);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'nothing hangs out');
    await page.screenshot({path: join(SCREENSHOTS, `api-docs-${name}.png`)});
  }
  const colour = (selector) => page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  const ofDocs = await colour('header');
  await page.goto(server.url);
  assert.equal(ofDocs, await colour('.fp-header'));
  await page.close();
});
