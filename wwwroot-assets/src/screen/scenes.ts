// The quiet scenes: welcome, the candidate on stage, waiting for the judges, practice, pause, thanks.
import { clockFace } from './clock';
import { el, fitted } from './dom';
import type { Clock, Stand, State } from './state';

/** Head, body and foot, as every scene but the welcome has them. */
export function frame(state: State, body: HTMLElement, foot?: HTMLElement | null): HTMLElement[] {
  return [el('header.head', fitted('p.head-title', state.title), el('p.head-date.num', state.date)), body, foot ?? el('footer.foot')];
}

/** A scene that needs the whole height for a list: its own title stands in the head. */
export function listing(state: State, title: string, note: string, list: HTMLElement, feet: HTMLElement): HTMLElement[] {
  return [el('header.head.is-listing', el('h1.listing-title', title, el('small', note)), el('p.head-date', state.rehearsal ? '演练 · 不计入结果' : state.title)), el('div.listing', list), feet];
}

export function foot(left: Node | string | null, right?: Node | string | null): HTMLElement {
  return el('footer.foot', el('p.num', left), right ? el('p.num', right) : null);
}

export const next = (state: State): HTMLElement | null =>
  state.next ? el('span', '下一位：', el('b', state.next.name), ` · ${state.next.street}`) : null;

const seat = (state: State): HTMLElement | null =>
  state.current ? el('span', '第 ', el('b', state.current.place), ` 位出场 · 共 ${state.current.count} 位`) : null;

/** A title broken where it is spoken: the period, the contest, the occasion. */
function spoken(title: string): string[] {
  const [, period, contest, occasion] = /^(\d{4}年(?:\d+月|第.季度)?)?(.*?)(?: · (.*))?$/.exec(title) ?? [];
  return [period, contest, occasion].filter((part): part is string => Boolean(part));
}

export function welcome(state: State, stand: Stand): HTMLElement[] {
  const words = el('div.welcome-words',
    el('p.welcome-date.num', state.date),
    el('h1.welcome-title', ...spoken(state.title).map(part => fitted('span', part))),
    el('p.welcome-sub', `共 ${state.candidates} 位候选人同台展示`));
  if (stand.phone) return [el('div.welcome', words, el('p.quiet', '现场开始后，这里会跟着大屏自动变化。'))];
  return [el('div.welcome', words, el('div.welcome-qr', stand.qr(), el('p', '手机扫码，跟看现场')))];
}

/** Who is on stage: the left half of most scenes. */
export function who(state: State, stand: Stand): HTMLElement {
  const c = state.current!;
  if (c.photo == null) return el('div.who', el('div.who-words', fitted('h1.name', c.name), fitted('p.from', `${c.street} · ${c.branch}`)));
  // Beside a photo there is room for half a line.
  const words = el('div.who-words', fitted('h1.name', c.name), el('p.from', c.street), fitted('p.from', c.branch));
  const photo = document.createElement('img');
  photo.src = stand.fileUrl(c.photo);
  photo.alt = '';
  photo.className = 'photo';
  return el('div.who.has-photo', photo, words);
}

export function stage(state: State, stand: Stand, clock: () => Clock | null | undefined): HTMLElement[] {
  const c = state.current;
  if (!c) return frame(state, el('div.middle', el('h1.word', '即将开始'), state.next ? el('p.sub', `第一位：${state.next.name} · ${state.next.street}`) : null));
  const feet = foot(seat(state), next(state));
  if (state.clock) return frame(state, el('div.body', who(state, stand), clockFace(clock, stand.now)), feet);
  const side = (word: string, sub: string, extra?: HTMLElement) => el('div.side', el('p.side-word', word), el('p.side-sub', sub), extra ?? null);
  const right =
    c.state === 'scoring' && state.waiting ? waiting(state.waiting)
    : c.state === 'talked' ? c.waitsForOthers ? side('演示结束', '前几位都讲完后，一起评分') : side('演示结束', '请评委准备评分')
    : c.state === 'closed' ? side('稍后公布', '评分已经结束')
    : c.state === 'noShow' ? side('弃权', '本位候选人未到场')
    : c.state === 'withdrawn' ? side('退出', '本位候选人退出本次评选')
    : side('请上台', '');
  return frame(state, el('div.body', who(state, stand), right), feet);
}

export function practice(state: State): HTMLElement[] {
  const p = state.practice;
  const done = p ? (p.on ? el('p.sub', '已交 ', el('b.num', p.in), ` / ${p.of}`) : el('p.sub.is-next', '试评已经结束')) : null;
  return frame(state, el('div.middle', el('h1.word', '试评'), el('p.sub', '评委先试打一张评分表，统一尺度，不计入结果'), done));
}

function waiting(w: { in: number; of: number }): HTMLElement {
  const dots = el('div.dots');
  for (let i = 0; i < w.of; i++) dots.append(el(i < w.in ? 'i.is-in' : 'i'));
  dots.setAttribute('aria-hidden', 'true');
  return el('div.side', el('p.side-sub', w.in === w.of ? '评委已全部交表' : '评委正在评分'),
    el('p.count.num', el('b', w.in), el('span', ` / ${w.of}`)), dots);
}

export function words(state: State, word: string, sub: string): HTMLElement[] {
  return frame(state, el('div.middle', el('h1.word', word), el('p.sub', sub), state.next ? el('p.sub.is-next', next(state)) : null));
}
