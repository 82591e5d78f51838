// Pages of one's own on this device: a worker keeps the page one is on, so that it opens without a network, and says so when what it shows was kept.
const PAGES = 'own-pages-';

/** True when the page that is shown was kept here. */
export const isKept = (): boolean => keptAt() !== undefined;

const keptAt = () => document.querySelector<HTMLMetaElement>('meta[name="kept-at"]')?.content;

/**
 * @param scope The addresses below which the worker answers.
 * @param words What can be done on the page all the same.
 * @param online What happens once the network is back, before the notice goes.
 */
export function shell(scope: string, words: string, online: () => void): void {
  const kept = keptAt();
  if (kept) {
    const at = new Date(Number(kept)).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
    const bar = Object.assign(document.createElement('p'), { className: 'kept-page', textContent: `没有网络：这是 ${at} 存在手机里的页面。${words}` });
    bar.setAttribute('role', 'status');
    document.body.prepend(bar);
    window.addEventListener('online', () => {
      online();
      bar.remove();
    }, { once: true });
  }
  // What waits here must outlive a phone that runs short of room.
  void navigator.storage?.persist?.().catch(() => false);
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/kept-pages-worker.js', { scope }).then(async registered => {
    const worker = registered.active ?? (await navigator.serviceWorker.ready).active;
    const assets = performance.getEntriesByType('resource').map(e => new URL(e.name)).filter(u => u.origin === location.origin && u.pathname.startsWith('/dist/')).map(u => u.pathname);
    worker?.postMessage({ page: kept ? null : location.href, assets: [...new Set(assets)] });
  }).catch(() => undefined);
}

/** Signing out takes the kept pages along. */
export function forgetPages(): void {
  if (!('caches' in window)) return;
  document.addEventListener('submit', e => {
    if ((e.target as HTMLFormElement).getAttribute('action') !== '/account/sign-out') return;
    void caches.keys().then(names => Promise.all(names.filter(n => n.startsWith(PAGES)).map(n => caches.delete(n))));
  });
}
