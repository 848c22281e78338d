import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {JOURNEYS} from './journeys.mjs';
import {MODES, as, launch, serve} from './support.mjs';

let server, browser;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.stop();
});

test('there are fifteen journeys', () => assert.ok(Object.keys(JOURNEYS).length >= 15));

for (const mode of MODES)
  for (const [name, journey] of Object.entries(JOURNEYS))
    test(`${name}, ${mode.name}`, async () => {
      await as(browser, server.url, mode, journey);
    });
