import { serverNow } from './live';

// Counts a talk's clock on by the server's time. What the colour says stands beside it in words.
export interface TalkClock {
  ranMs: number;
  sinceMs: number | null;
  limitMs: number;
  warnMs: number;
  graceMs: number;
}

export interface Reading {
  /** "4:32"; beyond the time "+0:12". */
  figure: string;
  words: string;
  state: 'still' | 'running' | 'warning' | 'grace' | 'over';
}

export function read(clock: TalkClock, now: number): Reading {
  const ran = clock.ranMs + (clock.sinceMs === null ? 0 : Math.max(0, now - clock.sinceMs));
  const left = clock.limitMs - ran;
  // What is left is rounded up, what is beyond down: 0:00 is the very end.
  const seconds = left >= 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  const figure = `${left < 0 ? '+' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  if (left < -clock.graceMs) return { figure, words: clock.sinceMs === null ? '已停，超时' : '超时，按方案扣分', state: 'over' };
  if (left < 0) return { figure, words: clock.sinceMs === null ? '已停，在宽限内' : '时间到，宽限中', state: 'grace' };
  if (clock.sinceMs === null) return { figure, words: ran === 0 ? '未开始' : '剩余，已停表', state: 'still' };
  return left <= clock.warnMs ? { figure, words: '时间快到', state: 'warning' } : { figure, words: '剩余', state: 'running' };
}

/** Every [data-clock] on the page, four times a second: elements may come and go. */
export function clocks(): void {
  tick();
  setInterval(tick, 250);
}

/** Now, because something was just put on the page: until then it shows what had run when its clock last stood still. */
export function tick(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-clock]')) {
    const clock = JSON.parse(element.dataset.clock || 'null') as TalkClock | null;
    if (!clock) continue;
    const now = read(clock, serverNow());
    set(element.querySelector('[data-clock-figure]'), now.figure);
    set(element.querySelector('[data-clock-words]'), now.words);
    if (element.dataset.state !== now.state) element.dataset.state = now.state;
  }
  for (const time of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const minutes = Math.floor((serverNow() - Number(time.dataset.since)) / 60_000);
    set(time, minutes < 1 ? '不到 1 分钟' : `${minutes} 分钟`);
  }
}

function set(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
