// Keeps the pages that a judge or a grid worker needs where there is no network, and their files, on the phone. Pages come from the network whenever it answers;
// a kept one is marked as such, belongs to whom it was made for, and goes when another signs in. Files under /dist/assets/ carry their content's hash in their
// name and never change.
const FILES = 'own-files';
const PAGES = 'own-pages-';
const DOORSTEP = '/surveys/doorstep';
const MOST_PAGES = 12;
const PATIENCE_MS = 6000;
const ours = url => url.origin === location.origin && (url.pathname === DOORSTEP || /^\/judging(\/\d+(\/receipt)?)?$/.test(url.pathname));

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('message', event => event.waitUntil((async () => {
  const { page, assets } = event.data;
  const files = await caches.open(FILES);
  for (const path of assets) if (!(await files.match(path))) await files.add(path).catch(() => undefined);
  // The first page of all was loaded before there was a worker.
  if (page && ours(new URL(page)) && !(await find(page))) await keep(page, await fetch(page, { redirect: 'manual' })).catch(() => undefined);
})()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/dist/')) event.respondWith(file(request, url));
  else if (request.mode === 'navigate' && ours(url)) event.respondWith(page(event, request));
});

async function file(request, url) {
  const files = await caches.open(FILES);
  const kept = await files.match(url.pathname);
  if (kept && url.pathname.startsWith('/dist/assets/')) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await files.put(url.pathname, answer.clone());
    return answer;
  } catch (e) {
    if (kept) return kept;
    throw e;
  }
}

async function page(event, request) {
  const kept = await find(request.url);
  const fresh = fetch(request).then(answer => {
    event.waitUntil(keep(request.url, answer.clone()));
    return answer;
  });
  fresh.catch(() => undefined);
  try {
    if (!kept) return await fresh;
    return await Promise.race([fresh, new Promise((_, give) => setTimeout(() => give(new Error('slow')), PATIENCE_MS))]);
  } catch {
    return kept ? old(kept) : nothing();
  }
}

/** Only what the server marked as somebody's own page, whole. */
async function keep(url, answer) {
  const owner = answer.headers.get('X-Page-Of');
  if (!answer.ok || !owner) return;
  const name = PAGES + owner;
  for (const other of await caches.keys()) if (other.startsWith(PAGES) && other !== name) await caches.delete(other);
  const cache = await caches.open(name);
  const headers = new Headers(answer.headers);
  headers.set('X-Kept-At', String(Date.now()));
  await cache.delete(url);
  await cache.put(url, new Response(await answer.text(), { headers }));
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST_PAGES))) await cache.delete(old);
}

async function find(url) {
  // The doorstep page is the same whichever cycle its address names.
  const ignoreSearch = new URL(url).pathname === DOORSTEP;
  for (const name of await caches.keys()) {
    const found = name.startsWith(PAGES) && (await (await caches.open(name)).match(url, { ignoreSearch }));
    if (found) return found;
  }
}

async function old(kept) {
  const text = (await kept.text()).replace('<head>', `<head><meta name="kept-at" content="${kept.headers.get('X-Kept-At')}">`);
  return new Response(text, { headers: kept.headers });
}

function nothing() {
  return new Response(
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有网络</title></head><body><main><h1>现在没有网络</h1><p>这一页还没有存在手机里。您填过的都还在。</p><p><a href="' + new URL(self.registration.scope).pathname + '">打开存在手机里的页面</a>　<a href="">再试一次</a></p></main></body></html>',
    { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
