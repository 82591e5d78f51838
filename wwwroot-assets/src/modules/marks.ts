// Marks as whole thousandths, so that sums of 0.1 steps are exact. Pure: no page, no clock.
export interface Rule { max: number; step: number }

/** “9.5” → 9500; "" and half-typed “9.” are read as far as they go; null when there is nothing. */
export function parse(text: string): number | null {
  const match = /^(\d*)\.?(\d{0,3})$/.exec(text.trim());
  if (!match || (match[1] === '' && match[2] === '')) return null;
  return Number(match[1] || '0') * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

export function format(mark: number): string {
  const rest = mark % 1000;
  return `${Math.floor(mark / 1000)}${rest ? `.${String(rest).padStart(3, '0').replace(/0+$/, '')}` : ''}`;
}

const decimals = (step: number) => (step % 1000 === 0 ? 0 : step % 100 === 0 ? 1 : step % 10 === 0 ? 2 : 3);

/** Why this text cannot stand, or become, a mark under the rule; null when it can. */
export function refuse(text: string, rule: Rule): string | null {
  if (text === '') return null;
  if (!/^\d{0,4}(\.\d*)?$/.test(text)) return '只能填数字';
  const places = decimals(rule.step);
  const point = text.indexOf('.');
  if (point >= 0 && places === 0) return '这一项只打整数分';
  if (point >= 0 && text.length - point - 1 > places) return `步长 ${format(rule.step)}，小数最多 ${places} 位`;
  const mark = parse(text);
  if (mark === null) return null;
  if (mark > rule.max) return `满分 ${format(rule.max)}，不能填 ${text}`;
  // Whole steps only, once as many decimals are typed as there can be.
  const full = point >= 0 && text.length - point - 1 === places;
  if ((full || (point < 0 && rule.step > 1000 && mark >= rule.step)) && mark % rule.step !== 0) return `步长 ${format(rule.step)}，不能填 ${text}`;
  return null;
}

/** The text after a key, or the same text with the reason it was refused. */
export function press(text: string, key: string, rule: Rule): { text: string; why: string | null } {
  if (key === 'back') return { text: text.slice(0, -1), why: null };
  if (key === 'full') return { text: format(rule.max), why: null };
  const typed = key.startsWith('.') && text.includes('.') ? `${text.split('.')[0]}${key}` : text === '0' && /^\d$/.test(key) ? key : text + key;
  const next = typed.startsWith('.') ? `0${typed}` : typed;
  const why = refuse(next, rule);
  return why ? { text, why } : { text: next, why: null };
}
