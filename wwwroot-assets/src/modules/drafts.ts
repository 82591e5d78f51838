import { forget, read, write } from './storage';

// <form data-keep="nomination/12/3/{account}">: what was typed outlives a reload, an expired session, a lost network and a second tab.
// The server clears it by rendering data-kept-clear="nomination/12/3/{account}" on the page that confirms.
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Values = Record<string, string | string[]>;
interface Draft { at: number; values: Values }

const name = (key: string) => `keep:${key}`;

function fields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter((e): e is Field =>
    (e instanceof HTMLInputElement && !['hidden', 'password', 'file', 'submit', 'button'].includes(e.type))
    || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement).filter(e => e.name && e.dataset.keep !== 'no');
}

function collect(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const field of fields(form)) {
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      const list = (values[field.name] ??= []) as string[];
      if (field.checked) list.push(field.value);
    } else values[field.name] = field.value;
  }
  return values;
}

function fill(form: HTMLFormElement, values: Values): void {
  for (const field of fields(form)) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) field.checked = value.includes(field.value);
    else if (typeof value === 'string') field.value = value;
    field.dispatchEvent(new Event('restored', { bubbles: true }));
  }
}

const clock = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false });

function keep(form: HTMLFormElement): void {
  const key = name(form.dataset.keep!);
  const note = form.querySelector<HTMLElement>('[data-kept]');
  const fromServer = collect(form);
  let dirty = false;
  let timer = 0;

  const say = (text: string, act?: [string, () => void]) => {
    if (!note) return;
    note.textContent = text;
    if (!act) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'text-btn link', textContent: act[0] });
    button.addEventListener('click', act[1]);
    note.append(' ', button);
  };
  const save = () => {
    clearTimeout(timer);
    if (!dirty) return;
    const at = Date.now();
    say(write(key, { at, values: collect(form) } satisfies Draft) ? `已存本机 ${clock(at)}` : '本机不让存草稿，请不要关闭本页');
  };

  const draft = read<Draft>(key);
  if (draft && JSON.stringify(draft.values) !== JSON.stringify(fromServer)) {
    fill(form, draft.values);
    say(`已恢复 ${clock(draft.at)} 没有提交的内容`, ['不要这份草稿', () => {
      forget(key);
      fill(form, fromServer);
      dirty = false;
      say('已放弃草稿');
    }]);
  }

  form.addEventListener('input', () => {
    dirty = true;
    clearTimeout(timer);
    timer = window.setTimeout(save, 400);
  });
  form.addEventListener('submit', save);
  window.addEventListener('pagehide', save);
  window.addEventListener('storage', event => {
    if (event.key !== key) return;
    if (event.newValue === null) return say('这份表已在另一个页面提交或放弃，这里的内容没有动');
    // What is being typed here is never overwritten from elsewhere.
    if (dirty) return say('另一个页面也在填这份表，以最后提交的为准');
    const other = read<Draft>(key);
    if (other) {
      fill(form, other.values);
      say(`已与另一个页面同步 ${clock(other.at)}`);
    }
  });
}

export function drafts(): void {
  for (const done of document.querySelectorAll<HTMLElement>('[data-kept-clear]')) forget(name(done.dataset.keptClear!));
  document.querySelectorAll<HTMLFormElement>('form[data-keep]').forEach(keep);
}
