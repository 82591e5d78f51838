import { read, write } from './storage';

// A draft's way to the server: stored here at once, sent one at a time, the newest last; says truthfully how far it has come.
export type Delivery =
  | { state: 'empty' | 'sending' | 'sent' | 'away' }
  | { state: 'local'; why: string }
  | { state: 'expired' | 'locked'; why: string };

interface Kept { values: Record<string, string>; sent: boolean }

export class Outbox {
  private edits = 0;
  private arrived = 0;
  private running: Promise<boolean> | null = null;
  private timer = 0;
  private wait = 2000;
  private held = false;
  private last: Delivery = { state: 'empty' };
  private readonly tell: (delivery: Delivery) => void;
  /** False where this device refused to keep the draft. */
  stored = true;

  constructor(
    private readonly key: string,
    private readonly url: string,
    private readonly collect: () => FormData,
    tell: (delivery: Delivery) => void,
  ) {
    this.tell = delivery => tell((this.last = delivery));
    window.addEventListener('online', () => (this.edits > this.arrived ? void this.flush() : tell(this.last)));
    window.addEventListener('offline', () => tell(this.edits > this.arrived ? { state: 'local', why: '网络断开' } : { state: 'away' }));
  }

  /** What was kept here and has not reached the server. */
  get unsent(): Record<string, string> | null {
    const kept = read<Kept>(this.key);
    return kept && !kept.sent ? kept.values : null;
  }

  /** What was typed here last, wherever it has come to: a page that this phone kept is older. */
  get kept(): Record<string, string> | null {
    return read<Kept>(this.key)?.values ?? null;
  }

  /** What the server already has: kept here too, so that “已存本机” is true. */
  adopt(values: Record<string, string>): void {
    this.stored = write(this.key, { values, sent: true } satisfies Kept);
    this.tell({ state: 'sent' });
  }

  /** Sends no more drafts while the sheet itself is on its way. */
  hold(): void {
    clearTimeout(this.timer);
    this.held = true;
  }

  release(): void {
    this.held = false;
    if (this.edits > this.arrived) void this.flush();
  }

  put(values: Record<string, string>): void {
    this.edits++;
    this.stored = write(this.key, { values, sent: false } satisfies Kept);
    this.tell({ state: 'sending' });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), 400);
  }

  /** True once the server has everything that was typed, whatever was typed while it was on its way included. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.held || this.edits === 0) return Promise.resolve(false);
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  private async run(): Promise<boolean> {
    let edit: number;
    do {
      edit = this.edits;
      if (!(await this.send())) return false;
      this.arrived = edit;
    } while (edit !== this.edits);
    clearTimeout(this.timer);
    this.wait = 2000;
    const kept = read<Kept>(this.key);
    if (kept) write(this.key, { ...kept, sent: true } satisfies Kept);
    this.tell({ state: 'sent' });
    return true;
  }

  private async send(): Promise<boolean> {
    try {
      const answer = await fetch(this.url, { method: 'POST', body: this.collect(), redirect: 'manual', headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (answer.ok) return true;
      if (answer.type === 'opaqueredirect' || answer.status === 401) return this.tell({ state: 'expired', why: '登录已过期，请重新登录' }), false;
      if (answer.status >= 500) return this.later('服务器没有应答');
      const problem = (await answer.json().catch(() => null)) as { title?: string } | null;
      // 403, 404 and 409 are final; anything else (an old form token, too many requests) may pass after a reload, and typing goes on.
      if (![403, 404, 409].includes(answer.status)) return this.tell({ state: 'expired', why: problem?.title ?? '请刷新页面' }), false;
      return this.tell({ state: 'locked', why: problem?.title ?? '服务器不再收这份表' }), false;
    } catch {
      return this.later(navigator.onLine ? '网络不通' : '网络断开');
    }
  }

  private later(why: string): false {
    this.tell({ state: 'local', why });
    this.timer = window.setTimeout(() => void this.flush(), this.wait);
    this.wait = Math.min(this.wait * 2, 30_000);
    return false;
  }
}
