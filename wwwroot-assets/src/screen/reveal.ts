// 亮分: marks by group, the dropped ones struck through, and a sum that adds up to the score. Every figure comes as the tally wrote it.
import { el, turn } from './dom';
import { foot, frame, next, who } from './scenes';
import type { Group, Line, Stand, State } from './state';

export function reveal(state: State, stand: Stand): HTMLElement[] {
  const r = state.reveal!;
  let order = 0;
  const groups = r.groups.map(g => group(g, () => order++));
  const lines = r.lines.map(l => turn(line(l), order += 2));
  const score = r.score == null
    ? el('div.score', el('p.score-of', '没有有效评分表'), el('p.score-text', '—'))
    : el('div.score', el('p.score-of', `现场得分（满分 ${r.of}）`), turn(el('p.score-text.num', r.score), order += 2));
  const sums = el('div.sums.num', ...lines, ...r.apart.map(l => turn(line(l, 'is-minus'), order += 2)));
  const fresh = stand.before !== null && !(stand.before.scene === 'stage' && stand.before.current?.entryId === state.current!.entryId && stand.before.reveal);
  const left = el('div.reveal-left', who(state, stand), el('div.groups', ...groups));
  const body = el(`div.body.reveal${fresh ? '.is-fresh' : ''}${r.groups.some(g => g.marks.length > 14) ? '.is-many' : ''}`, left, el('div.reveal-right', score, sums));
  return frame(state, body, foot(el('span', '第 ', el('b', state.current!.place), ` 位出场 · 共 ${state.current!.count} 位`), next(state)));
}

function group(g: Group, order: () => number): HTMLElement {
  const marks = el('ul.marks.num', ...g.marks.map(m => {
    const mark = turn(el(`li${m.cut ? '.is-cut' : ''}`, m.cut ? el('s', m.text) : m.text), order());
    if (m.cut) mark.append(el('span.sr', m.cut === 'high' ? '，最高，去掉' : '，最低，去掉'));
    return mark;
  }));
  const notes = [g.dropped, g.recused > 0 ? `回避 ${g.recused} 人` : null, g.absent > 0 ? `未交 ${g.absent} 人` : null].filter(Boolean).join('，');
  return el('section.group', el('h2.lab', g.name, ' ', g.mean == null ? '没有评分' : el('span', '均分 ', el('b.num', g.mean)), notes ? el('small', notes) : null), marks);
}

function line(l: Line, extra = ''): HTMLElement {
  return el(`p.sum${l.sum ? '.is-sum' : ''}${extra ? `.${extra}` : ''}`, el('span', l.text), el('b', l.figure));
}
