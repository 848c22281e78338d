// Keeps, for use without a signal, only what the server's Fingerpost-Keep header names: the last results, the last few
// pages opened, the list. VERSION and FILES are written in front of this by the server.
/* global VERSION, FILES */
const SHELL = `fingerpost-shell-${VERSION}`;
const KEPT = 'fingerpost-kept';
const MOST = {results: 1, visited: 20, shortlist: 2};
const PATIENCE_MS = 6000;
const offlinePage = (url) => (url.pathname.startsWith('/cy') ? '/cy/offline' : '/offline');

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...FILES, '/offline', '/cy/offline'])).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys())
      if (name.startsWith('fingerpost-shell-') && name !== SHELL) await caches.delete(name);
    await self.clients.claim();
  })());
});

async function keep(request, response) {
  const kind = response.headers.get('Fingerpost-Keep');
  if (!MOST[kind] || !response.ok || response.redirected) return;
  const cache = await caches.open(`${KEPT}-${kind}`);
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[kind]))) await cache.delete(old);
}

async function kept(request) {
  for (const kind of Object.keys(MOST)) {
    const found = await (await caches.open(`${KEPT}-${kind}`)).match(request);
    if (found) return found;
  }
  return null;
}

async function page(event) {
  const {request} = event;
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    const response = await fetch(request, {signal: control.signal});
    if (request.method === 'GET') event.waitUntil(keep(request, response.clone()));
    return response;
  } catch {
    return (await kept(request)) || (await caches.match(offlinePage(new URL(request.url)))) || Response.error();
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((found) => found || fetch(request)));
});
