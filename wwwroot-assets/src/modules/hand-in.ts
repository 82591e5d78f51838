import { find, keep, remove, send, type Handed, type Outcome } from './handed';
import { serverNow } from './live';

// 交表: one tap. The sheet is kept on this device first and then sent; the panel in place of the keys says how far it has come.
export interface Sheet {
  form: HTMLFormElement;
  /** Puts marks into the fields. */
  fill(values: Record<string, string>): void;
  /** Marks can be typed, or not. */
  lock(locked: boolean): void;
  say(text: string): void;
  /** What was typed is no longer a draft. */
  done(): void;
}

const clock = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export class HandIn {
  private readonly panel: HTMLElement | null;
  private readonly pad: HTMLElement | null;
  private current: Handed | null = null;
  private busy = false;

  constructor(private readonly sheet: Sheet) {
    this.pad = sheet.form.querySelector('[data-pad]');
    this.panel = sheet.form.querySelector('[data-handed]');
    document.addEventListener('handed', e => {
      const { store, outcome } = (e as CustomEvent<{ store: string; outcome: Outcome }>).detail;
      if (this.current?.store === store && !this.busy) this.tell(outcome);
    });
    const store = sheet.form.dataset.store ?? '';
    // Handed in here before: the page was closed, or another page of this device did it.
    void find(store).then(found => {
      if (!found || found.account !== this.account) return;
      sheet.fill(found.fields);
      if (found.refused) return sheet.say(found.refused);
      this.current = found;
      this.show('已存本机，正在送达…', 'is-wait');
      document.dispatchEvent(new Event('deliver'));
    }).catch(() => undefined);
  }

  /** Whether the sheet has been handed in on this device and waits. */
  get waiting(): boolean {
    return this.current !== null;
  }

  private get account(): number {
    return Number(this.sheet.form.dataset.judge);
  }

  async run(): Promise<void> {
    if (this.busy || this.current) return;
    this.busy = true;
    const { form } = this.sheet;
    const fields = Object.fromEntries([...new FormData(form)].filter((f): f is [string, string] => typeof f[1] === 'string' && f[0] !== '__RequestVerificationToken'));
    const handed: Handed = { store: form.dataset.store ?? '', account: this.account, url: form.getAttribute('action') ?? location.pathname, fields, name: form.dataset.name ?? '', at: serverNow() };
    this.sheet.lock(true);
    try {
      this.current = await keep(handed);
      if (this.current.fields.Key !== fields.Key) this.sheet.fill(this.current.fields);
      this.show('已存本机，正在送达…', 'is-wait');
    } catch {
      this.current = handed;
      this.show('正在送达…（这台手机不让存，请不要关闭本页）', 'is-wait');
    }
    this.tell(await send(this.current));
    this.busy = false;
  }

  private tell(outcome: Outcome): void {
    const at = clock(this.current?.at ?? serverNow());
    switch (outcome.state) {
      case 'arrived':
        this.sheet.done();
        this.show('已送达', 'is-ok');
        location.assign(outcome.receipt);
        break;
      case 'late':
        this.sheet.done();
        this.show('评分已经关闭。您的表已送达监督员，由监督员决定是否计入。', 'is-wait');
        break;
      case 'refused':
        if (this.current) void remove(this.current.store).catch(() => undefined);
        this.free(outcome.why);
        break;
      case 'expired':
        this.show(`${at} 交表，已存本机，还没有送达：登录已过期。重新登录或再扫一次评委码，就会自动送达。`, 'is-wait', this.link('重新登录', `/account/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`), this.change());
        break;
      case 'waiting':
        this.show(`${at} 交表，已存本机，还没有送达：${outcome.why}。网络恢复后自动送达，不用再点，也可以关掉本页。`, 'is-wait', this.change());
        if (this.busy) document.dispatchEvent(new Event('deliver-later'));
        break;
    }
  }

  private show(text: string, tone: string, ...acts: HTMLElement[]): void {
    if (!this.panel || !this.pad) return this.sheet.say(text);
    this.sheet.lock(true);
    const state = this.sheet.form.querySelector('[data-state]');
    if (state) state.textContent = '';
    this.pad.hidden = true;
    this.panel.hidden = false;
    this.panel.replaceChildren(Object.assign(document.createElement('p'), { className: `sheet-say ${tone}`, textContent: text }), ...acts);
    this.panel.firstElementChild!.setAttribute('role', 'status');
  }

  /** Back to the keys, with everything as typed. */
  private free(why: string): void {
    this.current = null;
    this.sheet.lock(false);
    if (this.panel) this.panel.hidden = true;
    if (this.pad) this.pad.hidden = false;
    this.sheet.say(why);
  }

  /** Before it has arrived, it is simply taken out of the outbox again. */
  private change(): HTMLElement {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: '先不交，改分' });
    button.addEventListener('click', () => {
      const store = this.current?.store;
      if (!store || this.busy) return;
      void remove(store).then(() => this.free(''), () => this.free(''));
    });
    return button;
  }

  private link(text: string, href: string): HTMLElement {
    return Object.assign(document.createElement('a'), { className: 'btn btn-primary', textContent: text, href });
  }
}
