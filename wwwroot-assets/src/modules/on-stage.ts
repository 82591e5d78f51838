import { follow, serverNow, type Snapshot } from './live';

// The judge's pages follow the stage: the next candidate's sheet opens by itself, but never under a typing finger, and never over marks not handed in.
interface Current { entryId: number; place: number; count: number; name: string; street: string; state: string; round: number }
interface Clock { ranMs: number; sinceMs: number | null; limitMs: number; warnMs: number; graceMs: number }
interface State extends Snapshot { opened: boolean; ended: boolean; current: Current | null; taking: number[]; clock: Clock | null; waitsForOthers: boolean; together: { entryId: number; place: number; name: string }[]; practice: { step: number; on: boolean } | null }

const TYPING_MS = 4000;

export function onStage(): void {
  const found = document.querySelector<HTMLElement>('[data-follow]:not([data-follow=""])');
  if (!found) return;
  const page = found;
  const form = document.querySelector<HTMLFormElement>('form[data-sheet]');
  const here = Number(page.dataset.entry) || null;
  const say = document.querySelector<HTMLElement>('[data-follow-say]');
  const clock = document.querySelector<HTMLElement>('[data-clock]');
  const link = document.querySelector<HTMLElement>('[data-link]');
  const seen = `stage/${page.dataset.follow}`;
  let last: State | null = null;
  let typedAt = 0;
  let lost = 0;
  document.addEventListener('input', () => (typedAt = Date.now()));
  document.querySelector('[data-pad]')?.addEventListener('click', () => (typedAt = Date.now()));

  const two = (n: number) => String(n).padStart(2, '0');
  const tell = (text: string, go?: Current) => {
    if (!say) return;
    say.replaceChildren(text);
    if (go) say.append(' ', Object.assign(document.createElement('a'), { href: `/judging/${go.entryId}`, className: here ? '' : 'btn btn-primary', textContent: `打开 ${two(go.place)} ${go.name}` }));
    say.hidden = text === '';
  };
  /** Marks typed here that have not been handed in. */
  const unfinished = () => form?.dataset.sheet === 'open' && !document.querySelector('[data-handed]:not([hidden])')
    && [...form.querySelectorAll<HTMLInputElement>('[data-mark]')].some(i => i.value !== '');

  function stand(state: State): void {
    if (!form || form.dataset.sheet !== 'open' || here === null || !state.opened) return;
    const before = form.dataset.window;
    const current = state.current?.entryId === here ? state.current : null;
    const now = state.taking.includes(here) ? 'Open' : before === 'Open' || current?.state === 'closed' ? 'Closed' : before === 'Free' ? 'NotYet' : before;
    form.dataset.window = now;
    const go = form.querySelector<HTMLElement>('[data-hand-in]');
    if (go) go.textContent = now === 'NotYet' ? '等开放' : '交表';
    go?.classList.toggle('is-early', now === 'NotYet');
    if (now === before) return;
    if (now === 'Open') {
      const others = state.together.filter(t => t.entryId !== here);
      tell(others.length > 0 ? '主持人已开放评分，打好就可以交表。一起评分的还有：' : '主持人已开放评分，打好就可以交表。');
      for (const other of others) say?.append(' ', Object.assign(document.createElement('a'), { href: `/judging/${other.entryId}`, className: 'beside', textContent: `${two(other.place)} ${other.name}` }));
    }
    if (now === 'Closed') tell('评分已经关闭。现在交的表不直接计分，由监督员决定是否计入。');
  }

  function move(state: State): void {
    const to = state.current;
    const before = last?.current;
    if (!state.opened) return tell(here ? '' : '现场还没有开场。主持人请候选人上台时，这里会自动打开评分表。');
    if (state.ended) return tell('现场已经收场。谢谢您！');
    if (state.practice || page.dataset.practice) practice(state);
    if (!to && (state.practice?.on || page.dataset.practice !== undefined)) return;
    if (!to) return last ? undefined : tell(here ? '' : '现场正在进行。主持人请候选人上台时，这里会自动打开评分表。');
    if (to.entryId === here) {
      if (before && before.entryId === here && before.round !== to.round) return void location.reload();
      return;
    }
    // Remembered beyond the page: a receipt that loads anew while the next one is called must still move on.
    const known = sessionStorage.getItem(seen);
    const called = known !== null && known !== String(to.entryId);
    if (called && !unfinished() && Date.now() - typedAt > TYPING_MS && !document.querySelector('dialog[open]')) return void location.assign(`/judging/${to.entryId}`);
    tell(here && unfinished() ? `台上换到了 ${two(to.place)} ${to.name}。您这张表还没有交，打的分都留着。` : `台上：${two(to.place)} ${to.name}（${to.street}）。`, to);
  }

  /** The practice's own page opens by itself, and shows what came of it once it has ended. */
  function practice(state: State): void {
    const on = state.practice?.on ?? false;
    const step = String(state.practice?.step ?? '');
    if (page.dataset.practice !== undefined) {
      if (!state.current && (on !== (page.dataset.practising === 'true') || (step !== '' && step !== page.dataset.practice))) location.reload();
      return;
    }
    if (!on || state.current) return;
    const known = sessionStorage.getItem(seen);
    if (known !== null && known !== `practice ${step}` && !unfinished() && !document.querySelector('dialog[open]')) return void location.assign(`/judging/practice/${page.dataset.follow}`);
    tell('主持人开始试评，不计分。');
    say?.append(' ', Object.assign(document.createElement('a'), { href: `/judging/practice/${page.dataset.follow}`, className: here ? '' : 'btn btn-primary', textContent: '去试评' }));
  }

  /** A receipt's 取回 goes when the stage closes the candidate. */
  function back(state: State): void {
    const button = document.querySelector('[data-take-back]');
    if (button && here !== null && last?.taking.includes(here) && !state.taking.includes(here)) location.reload();
  }

  function tick(): void {
    const running = last?.current?.entryId === here ? last?.clock : null;
    if (!clock) return;
    clock.hidden = !running;
    if (!running) return;
    const ran = running.ranMs + (running.sinceMs === null ? 0 : Math.max(0, serverNow() - running.sinceMs));
    const left = running.limitMs - ran;
    const seconds = Math.abs(left >= 0 ? Math.ceil(left / 1000) : Math.floor(left / 1000));
    clock.textContent = `${left >= 0 ? '剩' : '超时'} ${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    clock.className = `clock ${left < 0 ? 'is-refused' : left <= running.warnMs ? 'is-wait' : ''}`;
  }

  follow<State>('judge', page.dataset.follow!, state => {
    stand(state);
    back(state);
    move(state);
    last = state;
    sessionStorage.setItem(seen, String(state.current?.entryId ?? (state.practice?.on ? `practice ${state.practice.step}` : '')));
    tick();
  }, now => {
    clearTimeout(lost);
    if (now.online) {
      // A page kept on this phone gives way to the real one as soon as the server answers; what was typed is in the draft.
      if (document.querySelector('meta[name="kept-at"]')) return location.reload();
      if (link) link.textContent = '';
      document.dispatchEvent(new Event('deliver'));
    } else if (now.refused) {
      if (link) link.textContent = now.refused;
    } else if (link) lost = window.setTimeout(() => (link.textContent = '现场连接断开，正在重连'), 2500);
  });
  setInterval(tick, 250);
}

/** The dossier slides over the sheet and away again; without a script the link leads to its own page. */
export function drawers(): void {
  for (const opener of document.querySelectorAll<HTMLElement>('[data-open]')) {
    const drawer = document.getElementById(opener.dataset.open!) as HTMLDialogElement | null;
    if (typeof drawer?.showModal !== 'function') continue;
    opener.addEventListener('click', e => {
      e.preventDefault();
      drawer.showModal();
    });
    drawer.addEventListener('click', e => {
      if (e.target === drawer || (e.target as Element).closest('[data-close]')) drawer.close();
    });
  }
}
