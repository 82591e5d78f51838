import './ballot.scss';
import { elder } from './modules/elder';
import { submitOnce } from './modules/submit-once';

elder();
submitOnce();

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
    const chosen = question.querySelector('input:checked') !== null;
    question.querySelector<HTMLElement>('[data-hint]')!.hidden = chosen;
    if (!chosen) {
      event.preventDefault();
      question.querySelector<HTMLElement>('input')!.focus();
    }
  });
}
