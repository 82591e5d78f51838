import './ballot.scss';
import { elder } from './modules/elder';
import { submitOnce } from './modules/submit-once';

elder();

// Without a network the browser would put its own error page in the place of the question, and the answers would be gone.
document.addEventListener('submit', event => {
  const hint = document.querySelector<HTMLElement>('.q:target [data-offline]') ?? document.querySelector<HTMLElement>('.q.is-start [data-offline]');
  if (hint) hint.hidden = navigator.onLine;
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
addEventListener('online', () => document.querySelectorAll<HTMLElement>('[data-offline]').forEach(hint => { hint.hidden = true; }));
submitOnce();

// Where the store was busy: back to the answers, which the browser has kept.
document.querySelector('[data-back]')?.addEventListener('click', () => history.back());

// 朗读: the question and its answers, read by the phone itself; the button is not there where the phone cannot.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-speak]')) {
  if (!('speechSynthesis' in window)) {
    button.hidden = true;
    continue;
  }
  button.addEventListener('click', () => {
    speechSynthesis.cancel();
    const words = [...document.querySelectorAll<HTMLElement>(button.dataset.speak!)].map(e => e.textContent?.trim()).filter(Boolean).join('。');
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang: 'zh-CN', rate: 0.9 }));
  });
}

// Without scripts the server asks for what is missing at the end; with them, the question itself does.
for (const step of document.querySelectorAll<HTMLElement>('[data-next], .q [type="submit"]')) {
  step.addEventListener('click', event => {
    const question = step.closest('.q')!;
    // Where nothing has to be chosen there is no hint.
    const hint = question.querySelector<HTMLElement>('[data-hint]');
    if (!hint) return;
    const chosen = question.querySelector('input:checked') !== null;
    hint.hidden = chosen;
    if (!chosen) {
      event.preventDefault();
      question.querySelector<HTMLElement>('input')!.focus();
    }
  });
}
