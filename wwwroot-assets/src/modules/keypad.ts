import { HandIn } from './hand-in';
import { format, parse, press, refuse, type Rule } from './marks';
import { Outbox, type Delivery } from './outbox';
import { practise } from './practise';
import { forget, read } from './storage';

// A judge's sheet: real inputs, number keys on glass or on a keyboard, a running sum, a draft that is never lost, one hand-in.
const thousandths = (text: string | undefined, otherwise: number) => parse(text ?? '') ?? otherwise;

export function sheet(form: HTMLFormElement): void {
  // A practice sheet has the same keys, and nothing of it is kept or handed in as a sheet.
  const trial = form.dataset.sheet === 'practice';
  const find = <T extends HTMLElement>(selector: string) => form.querySelector<T>(selector);
  const inputs = [...form.querySelectorAll<HTMLInputElement>('[data-mark]')];
  const rules = new Map<HTMLInputElement, Rule>(inputs.map(i => [i, { max: thousandths(i.dataset.max, 100_000), step: thousandths(i.dataset.step, 1000) }]));
  const last = new Map<HTMLInputElement, string>();
  // Where the scheme marks in words (好、较好…) the judge picks one; the sum counts its value.
  const words = [...form.querySelectorAll<HTMLSelectElement>('select[data-word]')];
  const worth = (word: HTMLSelectElement) => parse(word.selectedOptions[0]?.dataset.value ?? '');
  const label = (input: HTMLInputElement) => input.dataset.mark || input.labels?.[0]?.textContent?.trim() || input.name;
  const note = find('[data-note]');
  const say = (text: string): void => {
    if (note) note.textContent = text;
    // A sentence above the keys takes room: the field it is about stays in sight.
    if (text && current) sight(current);
  };
  let current = inputs.find(i => i.value === '') ?? inputs[0];
  const state = find('[data-state]');
  const store = `sheet:${form.dataset.store}`;
  const outbox = new Outbox(store, form.dataset.draftUrl ?? '', () => new FormData(form), show);

  function show(d: Delivery): void {
    if (!state) return;
    const here = outbox.stored ? '已存本机' : '未能存本机';
    const words: Record<Delivery['state'], string> = {
      empty: '还没有打分',
      sending: `${here}，正在送达…`,
      sent: `${here}，已送达`,
      local: `${here}，未送达：${'why' in d ? d.why : ''}，会自动再送`,
      expired: `${here}，未送达：${'why' in d ? d.why : ''}`,
      away: '网络断开，可以接着打分',
      locked: 'why' in d ? d.why : '',
    };
    state.textContent = words[d.state];
    state.className = { empty: '', sending: '', sent: 'is-ok', local: 'is-wait', away: 'is-wait', expired: 'is-wait', locked: 'is-refused' }[d.state];
    if (d.state === 'locked') inputs.forEach(i => (i.readOnly = true));
  }

  function sum(): void {
    const marks = [...inputs.map(i => parse(i.value)), ...words.map(worth)];
    const missing = marks.filter(m => m === null).length;
    const total = marks.reduce<number>((a, m) => a + (m ?? 0), 0);
    const [out, left, go] = [find('[data-sum]'), find('[data-left]'), find('[data-hand-in]')];
    if (out) out.textContent = format(total);
    if (left) left.textContent = missing ? `还差 ${missing} 项` : '已打齐';
    go?.classList.toggle('is-dim', missing > 0);
    inputs.forEach(i => i.closest('.crit')?.classList.toggle('is-none', parse(i.value) === null));
  }

  const values = () => Object.fromEntries([...inputs, ...words].map(i => [i.name, i.value]));

  function changed(): void {
    sum();
    if (trial) form.dispatchEvent(new Event('input'));
    else outbox.put(values());
  }

  function choose(input: HTMLInputElement, focus = true): void {
    if (current) tidy(current);
    current = input;
    inputs.forEach(i => i.closest('.crit')?.classList.toggle('is-on', i === input));
    const pad = find('[data-pad]');
    // The point key shows what it will do: “.5” where marks go by halves.
    const point = pad?.querySelector<HTMLButtonElement>('[data-key^="."]');
    const rule = rules.get(input)!;
    if (point) {
      point.dataset.key = point.textContent = rule.step === 500 ? '.5' : '.';
      point.disabled = rule.step % 1000 === 0;
    }
    // Focus that came by itself (Tab, a tap, a screen reader) keeps the selection it came with.
    if (!focus) return;
    if (document.activeElement !== input) input.focus({ preventScroll: true });
    sight(input);
    input.setSelectionRange(input.value.length, input.value.length);
  }

  /** Above the keys, which cover the foot of the page. */
  function sight(input: HTMLInputElement): void {
    const [row, dock] = [input.closest('.crit')?.getBoundingClientRect(), find('.dock')?.getBoundingClientRect()];
    if (row && row.top < 0) window.scrollBy(0, row.top - 8);
    else if (row && dock && row.bottom > dock.top) window.scrollBy(0, row.bottom - dock.top + 8);
  }

  // “8.” becomes “8” when one moves on.
  function tidy(input: HTMLInputElement): void {
    const mark = parse(input.value);
    const text = mark === null ? '' : format(mark);
    if (text !== input.value) {
      input.value = text;
      last.set(input, text);
    }
  }

  const next = (): void => {
    if (!current) return;
    const at = inputs.indexOf(current);
    const order = [...inputs.slice(at + 1), ...inputs.slice(0, at)];
    const target = order.find(i => i.value === '') ?? inputs[at + 1];
    if (target) choose(target);
    else {
      tidy(current);
      find('[data-hand-in]')?.focus();
    }
  };

  function key(name: string): void {
    say('');
    if (!current || current.readOnly) return;
    if (name === 'next') return next();
    const { text, why } = press(current.value, name, rules.get(current)!);
    if (why) return void say(`${label(current)}：${why}`);
    current.value = text;
    last.set(current, text);
    changed();
  }

  for (const input of inputs) {
    last.set(input, input.value);
    // The keys on the page replace the phone's own; a hardware keyboard still types into the same input.
    if (find('[data-pad]')) input.inputMode = 'none';
    input.addEventListener('focus', () => choose(input, false));
    input.addEventListener('input', () => {
      say('');
      const text = input.value.replace(/[。．，,]/g, '.').replace(/[０-９]/g, d => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
      const why = refuse(text, rules.get(input)!);
      if (why) {
        input.value = last.get(input)!;
        return void say(`${label(input)}：${why}`);
      }
      input.value = text;
      last.set(input, text);
      changed();
    });
    input.addEventListener('keydown', e => {
      if (e.key !== 'Enter' && e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
      e.preventDefault();
      const step = inputs[inputs.indexOf(input) + (e.key === 'ArrowUp' ? -1 : 1)];
      if (e.key === 'Enter') next();
      else if (step) choose(step);
    });
  }

  find('[data-pad]')?.addEventListener('click', e => {
    const button = (e.target as Element).closest<HTMLElement>('[data-key]');
    if (button) key(button.dataset.key!);
  });
  // A tap on a key must not take the cursor away from the field.
  find('[data-pad]')?.addEventListener('pointerdown', e => {
    if ((e.target as Element).closest('[data-key]')) e.preventDefault();
  });

  form.addEventListener(
    'submit',
    e => {
      e.preventDefault();
      e.stopImmediatePropagation();
      handIn();
    },
    true,
  );
  for (const word of words) word.addEventListener('change', changed);

  const fill = (from: Record<string, string>) => {
    for (const input of inputs) {
      const text = from[input.name];
      if (text === undefined || refuse(text, rules.get(input)!) !== null) continue;
      input.value = text;
      last.set(input, text);
    }
    for (const word of words) word.value = from[word.name] ?? word.value;
    sum();
  };

  const going = new HandIn({
    form,
    fill,
    say,
    lock: locked => {
      if (locked) outbox.hold();
      else outbox.release();
      inputs.forEach(i => (i.readOnly = locked));
      words.forEach(w => (w.disabled = locked));
    },
    done: () => forget(store),
  });

  function handIn(): void {
    if (going.waiting) return;
    inputs.forEach(tidy);
    const empty = [...inputs.filter(i => parse(i.value) === null), ...words.filter(w => w.value === '')];
    if (empty.length > 0) {
      say(`还有 ${empty.length} 项没打分：${empty.map(i => (i instanceof HTMLInputElement ? label(i) : i.dataset.word!)).join('、')}`);
      return empty[0] instanceof HTMLInputElement ? choose(empty[0]) : empty[0]!.focus();
    }
    const odd = inputs.find(i => parse(i.value)! % rules.get(i)!.step !== 0);
    if (odd) {
      say(`${label(odd)}：步长 ${format(rules.get(odd)!.step)}，不能填 ${odd.value}`);
      return choose(odd);
    }
    if (form.dataset.window === 'NotYet') return say('主持人还没有开放评分。分已经存好，开放以后再点“交表”。');
    if (trial) void practise(form, say);
    else void going.run();
  }

  const unsent = trial ? null : outbox.unsent;
  form.addEventListener('restored', sum);
  if (unsent) {
    fill(unsent);
    changed();
  } else if (!trial && outbox.kept && document.querySelector('meta[name="kept-at"]')) {
    fill(outbox.kept);
    outbox.adopt(values());
  } else if (!trial && Object.values(values()).some(v => v !== '')) outbox.adopt(values());
  else show({ state: 'empty' });
  sum();
  const first = inputs.find(i => i.value === '') ?? inputs[0];
  if (first) choose(first, false);
}

/** A sheet that takes no marks: shows what was typed here and never arrived, so that it is not lost from sight, and the sum. */
function shut(form: HTMLFormElement): void {
  const kept = read<{ values: Record<string, string>; sent: boolean }>(`sheet:${form.dataset.store}`);
  const inputs = [...form.querySelectorAll<HTMLInputElement>('[data-mark]')];
  if (kept && !kept.sent) {
    for (const input of inputs) input.value = kept.values[input.name] ?? input.value;
    const state = form.querySelector('[data-state]');
    if (state) state.textContent = '本机存有未交的分数';
  }
  const out = form.querySelector('[data-sum]');
  if (out) out.textContent = format(inputs.reduce((a, i) => a + (parse(i.value) ?? 0), 0));
}

export function sheets(): void {
  for (const done of document.querySelectorAll<HTMLElement>('[data-sheet-clear]')) forget(`sheet:${done.dataset.sheetClear}`);
  document.querySelectorAll<HTMLFormElement>('form:is([data-sheet="open"], [data-sheet="practice"])').forEach(sheet);
  document.querySelectorAll<HTMLFormElement>('form[data-sheet="closed"]').forEach(shut);
}
