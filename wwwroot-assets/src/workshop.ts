import './workshop.scss';
import { formToken } from './modules/token';

// The form of a draft stands without this: every button sends it. Here it says what is wrong while one types, redraws what depends on an
// answer, and saves before another page is opened.
const form = document.querySelector<HTMLFormElement>('form[data-workshop]');
const left = document.querySelector<HTMLElement>('[data-left]');

function markFaults(): void {
  if (!form || !left) return;
  for (const old of form.querySelectorAll('.field-error.is-live')) old.remove();
  for (const field of form.querySelectorAll('.is-invalid')) field.classList.remove('is-invalid');
  for (const field of form.querySelectorAll('[aria-invalid="true"]')) field.removeAttribute('aria-invalid');
  for (const error of form.querySelectorAll<HTMLElement>('.field-error')) error.hidden = true;
  for (const item of left.querySelectorAll<HTMLElement>('li[data-for]')) {
    const target = document.getElementById(item.dataset.for!);
    const field = target?.closest('.field') ?? target;
    if (!target || !field || field.querySelector('.is-live')) continue;
    field.classList.add('is-invalid');
    if (target.matches('input, select, textarea')) target.setAttribute('aria-invalid', 'true');
    const note = Object.assign(document.createElement('span'), { className: 'field-error is-live', textContent: (item.textContent ?? '').trim() });
    field.append(note);
  }
}

let timer = 0;
let asked = 0;
let dirty = false;

async function check(): Promise<void> {
  if (!form || !left) return;
  const number = ++asked;
  const answer = await fetch(`${form.action}/check`, { method: 'POST', body: new FormData(form), headers: { 'X-Form-Token': formToken() } }).catch(() => null);
  // A newer question is under way, or nobody is signed in any more: saving will say so.
  if (!answer?.ok || number !== asked) return;
  left.innerHTML = await answer.text();
  markFaults();
}

/** Opens what the address points into, so that a link to a field inside a closed item arrives. */
function reveal(): void {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let at = target?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  if (!target) return;
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView({ block: 'center' });
  const field = target.matches('input, select, textarea, summary') ? target : target.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, summary, button');
  (field as HTMLElement | null)?.focus({ preventScroll: true });
}

function send(act: string): void {
  if (!form) return;
  const button = Object.assign(document.createElement('button'), { name: 'act', value: act, hidden: true });
  form.append(button);
  form.requestSubmit(button);
}

if (form) {
  form.addEventListener('input', () => {
    dirty = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), 700);
  });
  form.addEventListener('restored', () => { dirty = true; });
  // Other questions depend on this answer: keep it, and come back to it.
  form.addEventListener('change', event => {
    const field = event.target as HTMLElement;
    if (field.dataset.switch === undefined) return;
    send(`stay ${(field as HTMLSelectElement).name}`);
  });
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-go]');
    if (!link || !dirty || event.defaultPrevented || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    send(`go ${link.dataset.go!}`);
  });
  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    send('save');
  });
}
window.addEventListener('hashchange', reveal);
reveal();
