// The draw of the running order, played for the hall: the names shuffle and come to rest in the recorded order. The order is the server's; only the way there is play.
import { el, fitted, still } from './dom';
import { foot, listing } from './scenes';
import type { Stand, State } from './state';

const SHUFFLES = 9;
const EACH = 420;

export function draw(state: State, stand: Stand): HTMLElement[] {
  const d = state.draw!;
  const drawn = d.seed != null;
  const rows = drawn ? [...d.rows].sort((a, b) => a.place! - b.place!) : d.rows;
  const cells = rows.map(r => el('li.lot', el('span.lot-place.num', r.place ?? '·'), el('div', fitted('b', r.name), el('p.lot-from', el('small', r.street), r.lot ? el('i.num', r.lot) : null))));
  const grid = el(`ol.lots${rows.length > 28 ? '.is-tight' : ''}`, ...cells);
  grid.style.setProperty('--rows', String(Math.ceil(rows.length / (rows.length > 28 ? 4 : rows.length > 8 ? 3 : 2))));
  if (drawn && !stand.phone && !still.matches && stand.before !== null && stand.before.scene !== 'draw') requestAnimationFrame(() => play(grid, cells, rows.map(r => r.code)));
  const how = drawn
    ? [el('span', '种子 ', el('b.seed', d.seed!)), '每人的签号由种子和编号算出，由小到大排列，人人可以复核']
    : ['抽签以后，顺序和种子显示在这里', null] as const;
  return listing(state, drawn ? '出场顺序' : '抽签定出场顺序', drawn ? `抽定于 ${d.at}` : `共 ${rows.length} 位候选人`, grid, foot(how[0]!, how[1]));
}

/** Moves the cells between the places where they lie at rest; starts in the order of the codes. */
function play(grid: HTMLElement, cells: HTMLElement[], codes: string[]): void {
  const rest = cells.map(c => ({ x: c.offsetLeft, y: c.offsetTop }));
  const byCode = codes.map((code, i) => ({ code, i })).sort((a, b) => (a.code < b.code ? -1 : 1)).map(c => c.i);
  /** at[p] is the cell that lies at place p. */
  let at = byCode;
  const put = () => at.forEach((cell, place) => {
    const [from, to] = [rest[cell]!, rest[place]!];
    cells[cell]!.style.setProperty('transform', `translate(${to.x - from.x}px, ${to.y - from.y}px)`);
  });
  grid.classList.add('is-shuffling');
  put();
  let round = 0;
  const step = () => {
    if (!grid.isConnected) return;
    if (round++ < SHUFFLES) {
      at = [...at];
      for (let i = at.length - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1));
        [at[i], at[j]] = [at[j]!, at[i]!];
      }
      put();
      setTimeout(step, EACH);
      return;
    }
    at = cells.map((_, i) => i);
    cells.forEach((cell, i) => setTimeout(() => {
      cell.style.removeProperty('transform');
      cell.classList.add('is-set');
    }, i * 180));
    setTimeout(() => grid.classList.remove('is-shuffling'), cells.length * 180 + 800);
  };
  setTimeout(step, 700);
}
