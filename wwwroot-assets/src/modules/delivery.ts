import { mine, remove, send, type Handed } from './handed';

// Delivers what this device has kept, on whatever page of the judge's it is: at once, when the network is back, and again and again until it is through.
// [data-judge] names whose device it is now; [data-outbox] is where it says what waits.
const FIRST_MS = 2000;
const LONGEST_MS = 20_000;

export function delivery(): void {
  const page = document.querySelector<HTMLElement>('[data-judge]');
  const account = Number(page?.dataset.judge);
  if (!page || !account) return;
  const box = document.querySelector<HTMLElement>('[data-outbox]');
  let wait = FIRST_MS;
  let timer = 0;
  let running = false;
  const told: string[] = [];

  const line = (text: string, tone: string, ...acts: HTMLElement[]) => {
    const row = Object.assign(document.createElement('p'), { className: `sheet-say ${tone}`, textContent: text });
    row.append(...acts);
    return row;
  };

  async function show(why = ''): Promise<void> {
    if (!box) return;
    // The sheet on this very page speaks for itself.
    const here = document.querySelector<HTMLElement>('form[data-store]')?.dataset.store;
    const rows = (await mine(account)).filter(h => h.store !== here);
    box.replaceChildren(...told.map(t => line(t, 'is-ok')), ...rows.map(h => row(h, why)));
    box.hidden = box.childElementCount === 0;
  }

  function row(handed: Handed, why: string): HTMLElement {
    if (handed.refused === undefined)
      return line(`${handed.name}：已存本机，还没有送达${why ? `（${why}）` : ''}，会自动再送。`, 'is-wait');
    const done = Object.assign(document.createElement('button'), { type: 'button', className: 'text-btn link', textContent: '知道了，不再保留' });
    done.addEventListener('click', () => void remove(handed.store).then(() => show()));
    return line(`${handed.name}：没有收下。${handed.refused} `, 'is-refused', done);
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    clearTimeout(timer);
    let why = '';
    try {
      const rows = (await mine(account)).filter(h => h.refused === undefined);
      for (const handed of rows) {
        const outcome = await send(handed);
        // What stops one stops those behind it, and each is told of on its own page.
        const stopped = outcome.state === 'waiting' || outcome.state === 'expired';
        for (const { store } of stopped ? rows.slice(rows.indexOf(handed)) : [handed]) document.dispatchEvent(new CustomEvent('handed', { detail: { store, outcome } }));
        if (outcome.state === 'arrived') told.push(`${handed.name}：已送达。`);
        if (outcome.state === 'late') told.push(`${handed.name}：评分关闭以后才送达，已交监督员，由监督员决定是否计入。`);
        if (outcome.state === 'waiting') why = outcome.why;
        if (outcome.state === 'expired') why = '登录已过期，请重新登录或再扫一次评委码';
        if (stopped) break;
      }
    } finally {
      running = false;
    }
    await show(why);
    if (why === '') {
      wait = FIRST_MS;
      return;
    }
    timer = window.setTimeout(() => void run(), wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_MS);
  }

  const now = () => {
    wait = FIRST_MS;
    void run();
  };
  window.addEventListener('online', now);
  document.addEventListener('deliver', now);
  document.addEventListener('deliver-later', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void run(), FIRST_MS);
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now());
  void run();
}
