// <span class="due" data-due="2026-11-20T10:00:00Z"><span>今天 18:00</span></span>: says how long is left, by the server's clock.
const HOT = 4 * 3600_000;
const FAR = 48 * 3600_000;

export function left(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return `剩 ${days} 天${hours ? ` ${hours} 小时` : ''}`;
  if (hours > 0) return `剩 ${hours} 小时 ${rest} 分`;
  return minutes > 0 ? `剩 ${minutes} 分` : '不到 1 分钟';
}

export function countdown(): void {
  const spans = [...document.querySelectorAll<HTMLElement>('[data-due]')].filter(s => s.dataset.due);
  if (spans.length === 0) return;
  const stated = Date.parse(document.querySelector<HTMLMetaElement>('meta[name="now"]')?.content ?? '');
  // The demo's clock may be weeks away from this machine's; only the difference counts.
  const offset = Number.isNaN(stated) ? 0 : stated - Date.now();
  const tick = () => {
    const now = Date.now() + offset;
    for (const span of spans) {
      const ms = Date.parse(span.dataset.due!) - now;
      if (Number.isNaN(ms)) continue;
      span.classList.toggle('is-hot', ms > 0 && ms <= HOT);
      span.classList.toggle('is-over', ms <= 0);
      let words = span.querySelector<HTMLElement>('.due-left');
      if (ms > FAR) {
        words?.remove();
        continue;
      }
      if (!words) {
        words = Object.assign(document.createElement('b'), { className: 'due-left' });
        span.prepend(words);
      }
      const text = ms <= 0 ? '已截止' : left(ms);
      if (words.textContent !== text) words.textContent = text;
    }
  };
  tick();
  setInterval(tick, 15_000);
  document.addEventListener('visibilitychange', tick);
}
