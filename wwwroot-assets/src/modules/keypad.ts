import { ask } from './ask';
import { format, parse, press, refuse, type Rule } from './marks';
import { Outbox, type Delivery } from './outbox';
import { forget } from './storage';

// A judge's sheet: real inputs, number keys on glass or on a keyboard, a running sum, a draft that is never lost, one hand-in.
const thousandths = (text: string | undefined, otherwise: number) => parse(text ?? '') ?? otherwise;

export function sheet(form: HTMLFormElement): void {
  const find = <T extends HTMLElement>(selector: string) => form.querySelector<T>(selector);
  const inputs = [...form.querySelectorAll<HTMLInputElement>('[data-mark]')];
  const rules = new Map<HTMLInputElement, Rule>(inputs.map(i => [i, { max: thousandths(i.dataset.max, 100_000), step: thousandths(i.dataset.step, 1000) }]));
  const last = new Map<HTMLInputElement, string>();
  const label = (input: HTMLInputElement) => input.dataset.mark || input.labels?.[0]?.textContent?.trim() || input.name;
  const note = find('[data-note]');
  const say = (text: string) => note && (note.textContent = text);
  let current = inputs.find(i => i.value === '') ?? inputs[0]!;
  let allowed = false;

  const state = find('[data-state]');
  const outbox = new Outbox(`sheet:${form.dataset.store}`, form.dataset.draftUrl ?? '', () => new FormData(form), show);

  function show(d: Delivery): void {
    if (!state) return;
    const here = outbox.stored ? '已存本机' : '未能存本机';
    const words: Record<Delivery['state'], string> = {
      empty: '还没有打分',
      sending: `${here}，正在送达…`,
      sent: `${here}，已送达`,
      local: `${here}，未送达：${'why' in d ? d.why : ''}，会自动再送`,
      expired: `${here}，未送达：登录已过期，请重新登录`,
      locked: 'why' in d ? d.why : '',
    };
    state.textContent = words[d.state];
    state.className = { empty: '', sending: '', sent: 'is-ok', local: 'is-wait', expired: 'is-wait', locked: 'is-refused' }[d.state];
    if (d.state === 'locked') inputs.forEach(i => (i.readOnly = true));
  }

  function sum(): void {
    const marks = inputs.map(i => parse(i.value));
    const missing = marks.filter(m => m === null).length;
    const total = marks.reduce<number>((a, m) => a + (m ?? 0), 0);
    const [out, left, go] = [find('[data-sum]'), find('[data-left]'), find('[data-hand-in]')];
    if (out) out.textContent = format(total);
    if (left) left.textContent = missing ? `还差 ${missing} 项` : '已打齐';
    go?.classList.toggle('is-dim', missing > 0);
    inputs.forEach(i => i.closest('.crit')?.classList.toggle('is-none', parse(i.value) === null));
  }

  function changed(): void {
    sum();
    outbox.put(Object.fromEntries(inputs.map(i => [i.name, i.value])));
  }

  function choose(input: HTMLInputElement, focus = true): void {
    tidy(current);
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
    if (focus && document.activeElement !== input) input.focus({ preventScroll: true });
    input.setSelectionRange(input.value.length, input.value.length);
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
    if (current.readOnly) return;
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
      const text = input.value.replace(/[。．]/g, '.').replace(/[０-９]/g, d => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
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
      if (allowed) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      void handIn();
    },
    true,
  );

  async function handIn(): Promise<void> {
    inputs.forEach(tidy);
    const missing = inputs.filter(i => parse(i.value) === null);
    if (missing.length > 0) {
      say(`还有 ${missing.length} 项没打分：${missing.map(label).join('、')}`);
      return choose(missing[0]!);
    }
    const odd = inputs.find(i => parse(i.value)! % rules.get(i)!.step !== 0);
    if (odd) {
      say(`${label(odd)}：步长 ${format(rules.get(odd)!.step)}，不能填 ${odd.value}`);
      return choose(odd);
    }
    if (!(await outbox.flush())) return void say('表没有交出：网络不通。分数已存本机，连上网后再点“交表”。');
    const lines = inputs.map(i => `${label(i)}　${i.value}`);
    const total = format(inputs.reduce((a, i) => a + parse(i.value)!, 0));
    const yes = await ask({ title: form.dataset.handIn ?? '交出这份评分表？', text: `${lines.join('\n')}\n合计　${total}\n\n交出后不能自己修改，只有监督员能退回。`, ok: '交表' });
    if (!yes) return;
    allowed = true;
    find<HTMLButtonElement>('[data-hand-in]')?.setAttribute('aria-busy', 'true');
    form.submit();
  }
  window.addEventListener('pageshow', () => {
    allowed = false;
    find('[data-hand-in]')?.removeAttribute('aria-busy');
  });

  const unsent = outbox.unsent;
  if (unsent) {
    for (const input of inputs) {
      const text = unsent[input.name];
      if (text !== undefined && refuse(text, rules.get(input)!) === null) {
        input.value = text;
        last.set(input, text);
      }
    }
    changed();
  } else show({ state: inputs.some(i => i.value !== '') ? 'sent' : 'empty' });
  sum();
  choose(inputs.find(i => i.value === '') ?? inputs[0]!, false);
}

export function sheets(): void {
  for (const done of document.querySelectorAll<HTMLElement>('[data-sheet-clear]')) forget(`sheet:${done.dataset.sheetClear}`);
  document.querySelectorAll<HTMLFormElement>('form[data-sheet]').forEach(sheet);
}
