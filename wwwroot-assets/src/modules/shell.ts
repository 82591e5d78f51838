// The judge's pages on this device: a worker keeps the page one is on, so that it opens without a network, and says so when what it shows was kept.
export function shell(): void {
  const page = document.querySelector<HTMLElement>('[data-judge]');
  if (!page) return;
  const kept = document.querySelector<HTMLMetaElement>('meta[name="kept-at"]')?.content;
  if (kept) {
    const at = new Date(Number(kept)).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });
    const bar = Object.assign(document.createElement('p'), { className: 'kept-page', textContent: `没有网络：这是 ${at} 存在手机里的页面。分可以接着打，连上网自动更新。` });
    bar.setAttribute('role', 'status');
    document.body.prepend(bar);
    // Fresh as soon as it can be; what was typed is in the draft.
    window.addEventListener('online', () => location.reload());
  }
  // Sheets must outlive a phone that runs short of room.
  void navigator.storage?.persist?.().catch(() => false);
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.register('/judging-worker.js', { scope: '/judging' }).then(async () => {
    const worker = (await navigator.serviceWorker.ready).active;
    const assets = performance.getEntriesByType('resource').map(e => new URL(e.name)).filter(u => u.origin === location.origin && u.pathname.startsWith('/dist/')).map(u => u.pathname);
    worker?.postMessage({ page: kept ? null : location.href, assets: [...new Set(assets)] });
  }).catch(() => undefined);
}

/** Signing out takes the kept pages along. */
export function forgetPages(): void {
  if (!('caches' in window)) return;
  document.addEventListener('submit', e => {
    if ((e.target as HTMLFormElement).getAttribute('action') !== '/account/sign-out') return;
    void caches.keys().then(names => Promise.all(names.filter(n => n.startsWith('judge-pages-')).map(n => caches.delete(n))));
  });
}
