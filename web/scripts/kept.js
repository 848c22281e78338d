// What is kept on this device for use without a signal: read and forgotten here, written by the service worker.
const ours = (name) => name.startsWith('fingerpost-kept');

export async function forgetAll() {
  try {
    sessionStorage.clear();
    localStorage.removeItem('notes');
  } catch { /* storage may be switched off */ }
  if (!('caches' in window)) return;
  for (const name of await caches.keys()) if (ours(name)) await caches.delete(name);
}

export async function listKept(list) {
  if (!('caches' in window)) return;
  for (const name of (await caches.keys()).filter(ours)) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = await cache.match(request);
      const title = new DOMParser().parseFromString(await page.text(), 'text/html').title;
      const link = document.createElement('a');
      link.href = request.url;
      link.textContent = title || request.url;
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
  }
}
