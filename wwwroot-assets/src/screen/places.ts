// The leaderboard of what is released, and the final reveal from the last place to the first.
import { el, fitted, turn } from './dom';
import { foot, frame, listing, next } from './scenes';
import type { Place, Stand, State } from './state';

/** So many names fit on a hall screen at a size the last row can read. */
const PAGE = 8;
const TURN_EVERY = 10_000;

const rank = (p: Place, what: string) => el(what, p.rank, p.tied ? el('small', '并列') : null);

export function board(state: State, stand: Stand): HTMLElement[] {
  const b = state.board!;
  const pages = stand.phone ? 1 : Math.max(1, Math.ceil(b.rows.length / PAGE));
  const each = Math.ceil(b.rows.length / pages);
  const list = el('ol.board');
  const count = el('span');
  const show = (page: number) => {
    const rows = b.rows.slice(page * each, (page + 1) * each);
    list.replaceChildren(...rows.map(r => el('li', rank(r, 'span.board-rank.num'), el('div.board-who', fitted('b', r.name), fitted('small', r.street)), el('span.board-score.num', r.score))));
    list.classList.toggle('is-one', each <= 4);
    count.textContent = pages > 1 ? `　第 ${page + 1} / ${pages} 页` : '';
    list.dispatchEvent(new Event('laid', { bubbles: true }));
  };
  // Every screen turns the page at the same moment, by the server's time.
  const page = () => Math.floor(stand.now() / TURN_EVERY) % pages;
  let at = page();
  show(at);
  if (pages > 1) {
    const timer = setInterval(() => {
      if (!list.isConnected) clearInterval(timer);
      else if (page() !== at) show(at = page());
    }, 500);
  }
  const held = b.held > 0 ? `已亮分 ${b.rows.length} 位，另有 ${b.held} 位稍后公布` : `已亮分 ${b.rows.length} 位`;
  return listing(state, '现场得分', `满分 ${b.of}；不是总分，总分以公示为准`, list, foot(el('span', held, count), next(state)));
}

export function final(state: State, stand: Stand): HTMLElement[] {
  const f = state.final!;
  const title = `${f.basis}前${f.places}名`;
  const note = f.approved ? '按审定的总分，正式结果以公示为准' : `按现场得分排列，满分 ${f.of}；正式结果按总分审定、公示`;
  if (f.shown.length === 0) return frame(state, el('div.middle', el('h1.word', title), el('p.sub', '即将揭晓')), foot(note));
  const lowest = f.shown[f.shown.length - 1]!.rank;
  const newest = f.shown.filter(p => p.rank === lowest);
  const fresh = stand.before !== null && (stand.before.final?.shown.length ?? 0) < f.shown.length;
  const crown = el(`div.crown${fresh ? '.is-fresh' : ''}${lowest === 1 ? '.is-first' : ''}${newest.length > 1 ? '.is-tied' : ''}${newest.length > 3 ? '.is-crowd' : ''}`,
    el('p.crown-rank', newest.length > 1 ? `并列第 ${lowest} 名` : `第 ${lowest} 名`),
    // One heading a page, even where two share a place.
    ...newest.map((p, i) => el('div.crown-who', el('div', fitted(i === 0 ? 'h1.name' : 'p.name', p.name), fitted('p.from', `${p.street} · ${p.branch}`)), el('p.crown-score.num', p.score))));
  const earlier = f.shown.filter(p => p.rank !== lowest).reverse();
  const list = el('ol.earlier', ...earlier.map((p, i) => turn(el('li', rank(p, 'span.num'), fitted('b', p.name), el('span.num', p.score)), i)));
  return frame(state, el('div.final', crown, el('aside.final-side', el('p.final-title', title), list)), foot(note));
}
