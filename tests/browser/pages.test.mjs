// Every page and state: no violation that axe-core knows, a picture to look at, the budget, what a reader is told.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {MODES, SCREENSHOTS, as, launch, serve} from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const [SCRIPTLESS, , NARROW, IN_WELSH] = MODES;
// axe waits by timers, which a page without scripts does not have.
const WIDE = {...SCRIPTLESS, javaScriptEnabled: true}, WELSH = {...IN_WELSH, javaScriptEnabled: true};
const PATIENCE = {timeout: 120_000};

let server, browser, ids;
before(async () => {
  server = await serve();
  browser = await launch();
  const find = async (query) => (await (await fetch(`${server.url}/api/search?${query}`)).json()).results[0];
  const service = await find('q=debt+money+advice&near=Ludlow&kind=service');
  const refuge = await find('q=haven+refuge');
  const hall = await find('q=bridge+hall&near=Clun&kind=building');
  const van = await find('q=mobile+library&near=Clun&kind=service');
  ids = {service: service.id, organization: service.organization.id, refuge: refuge.id, building: hall.id, stop: van.location?.id};
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** name → how to get there. */
const STATES = {
  'home': (person) => person.open('/'),
  'results': (person) => person.open('/search?q=debt+advice&near=Ludlow'),
  'results-map': (person) => person.open('/search?q=warm&near=Ludlow&view=map'),
  'results-filtered': (person) => person.open('/search?near=Shrewsbury&free=true&access=step_free&within=10mi&open_at=now'),
  'results-none': (person) => person.open('/search?q=dementia+caf%C3%A9&near=Clun&within=1mi&age=5&free=true'),
  'results-crisis': (person) => person.open('/search?q=i+want+to+die&near=Ludlow'),
  'results-unknown-place': (person) => person.open('/search?q=food&near=Ludlwo'),
  'results-faults': (person) => person.open('/search?q=food&near=Clun&age=400&within=far'),
  'results-everything': (person) => person.open('/search?page=2'),
  'service': (person) => person.open(`/services/${ids.service}`),
  'service-confidential': (person) => person.open(`/services/${ids.refuge}`),
  'organization': (person) => person.open(`/organizations/${ids.organization}`),
  'building': (person) => person.open(`/buildings/${ids.building}`),
  'stop': (person) => person.open(`/stops/${ids.stop}`),
  'place': (person) => person.open('/places/Clun'),
  'place-area': (person) => person.open('/places/E06000051'),
  'shortlist-empty': (person) => person.open('/shortlist'),
  'shortlist': async (person) => {
    await person.open('/search?q=lunch&near=Ludlow');
    for (let i = 0; i < 3; ++i) {
      const count = await person.page.locator('button[name="remove"]').count();
      await person.page.locator('.fp-card button[name="add"]').first().click();
      await person.page.locator('button[name="remove"]').nth(count).waitFor();
    }
    await person.open('/shortlist');
  },
  'report': (person) => person.open(`/report`),
  'report-faults': async (person) => {
    await person.open('/report');
    await person.press(person.say('report.send'));
  },
  'about': (person) => person.open('/about'),
  'safety': (person) => person.open('/safety'),
  'accessibility': (person) => person.open('/accessibility'),
  'offline': (person) => person.open('/offline'),
  'missing': (person) => person.open('/nowhere'),
  'api-docs': (person) => tried(person, '/api/docs', '/api/search'),
  'api-docs-hsds': (person) => tried(person, '/api/docs?document=hsds', '/services'),
};

/** The viewer with one request opened, sent and answered: most of what it draws is drawn then. */
async function tried(person, address, path) {
  await person.page.goto(server.url + address);
  await person.page.locator(`.opblock-summary-path[data-path="${path}"]`).click();
  await person.page.locator('.btn.execute').click();
  await person.page.locator('.live-responses-table').waitFor();
}

async function violations(page) {
  await page.evaluate(axe);
  const {violations: found} = await page.evaluate((tags) => globalThis.axe.run(document, {runOnly: tags}), RULES);
  return found.map((each) => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}

for (const [mode, suffix] of [[WIDE, 'wide'], [NARROW, '320'], [WELSH, 'cy']])
  for (const [name, reach] of Object.entries(STATES))
    test(`${name} has no violation, ${suffix}`, PATIENCE, async () => {
      await as(browser, server.url, mode, async (person) => {
        await reach(person);
        await person.page.screenshot({path: join(SCREENSHOTS, `${name}-${suffix}.png`), fullPage: true});
        assert.deepEqual(await violations(person.page), []);
      });
    });

test('at 400 % nothing has to be scrolled sideways', async () => {
  // 1280 px at 400 % is 320 px wide and very low: what sticks must not cover the page.
  await as(browser, server.url, {...NARROW, viewport: {width: 320, height: 256}}, async (person) => {
    for (const path of ['/', '/search?q=debt+advice&near=Ludlow', `/services/${ids.service}`, '/about']) await person.open(path);
    assert.equal(await person.page.locator('.fp-header').evaluate((element) => getComputedStyle(element).position), 'static');
  });
});

test('a result reads sensibly', async () => {
  await as(browser, server.url, SCRIPTLESS, async (person) => {
    await person.open('/search?q=debt+advice&near=Ludlow');
    const tree = await person.page.locator('.fp-card', {hasText: 'Debt and money advice, Ludlow'}).first().ariaSnapshot();
    const order = ['heading "Debt and money advice, Ludlow" [level=3]', 'link "Ludlow Advice Shop"', 'When', 'Where',
                   'link "01632 960811"', 'button "Add to your list Debt and money advice, Ludlow"', 'Checked 17 November 2026'];
    let at = -1;
    for (const part of order) {
      const found = tree.indexOf(part, at + 1);
      assert.ok(found > at, `${part} is not in its place in\n${tree}`);
      at = found;
    }
  });
});

test('the page stands before any script: bytes, requests, first paint', async () => {
  for (const mode of [SCRIPTLESS, WIDE])
    await as(browser, server.url, mode, async (person) => {
      const session = await person.page.context().newCDPSession(person.page);
      await session.send('Network.enable');
      let bytes = 0, requests = 0;
      session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
      session.on('Network.requestWillBeSent', () => { ++requests; });
      await person.open('/search?q=debt+advice&near=Ludlow');
      await person.page.waitForLoadState('networkidle');
      assert.ok(bytes < 60_000, `${bytes} bytes`);
      assert.ok(requests <= 8, `${requests} requests`);
      assert.ok(await person.cards().count() > 0);
    });
});

test('policy stops what is written into the page', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => refused.push(message.text()));
  await page.goto(server.url);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.hacked = true';
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.ok(refused.some((text) => text.includes('Content Security Policy')));
  await context.close();
});
