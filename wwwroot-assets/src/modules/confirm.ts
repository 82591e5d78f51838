import { ask } from './ask';

// data-confirm="撤回赵建国的申报？" on a button, a form or a link; data-confirm-text says what follows; data-confirm-ok names the act.
const answered = new WeakSet<Element>();

function question(from: HTMLElement) {
  const { confirm = '', confirmText, confirmOk, confirmDanger } = from.dataset;
  return { title: confirm, text: confirmText, ok: confirmOk || from.textContent?.trim() || '确定', danger: confirmDanger !== undefined };
}

export function confirm(): void {
  document.addEventListener(
    'submit',
    event => {
      const form = event.target as HTMLFormElement;
      const submitter = event.submitter as HTMLElement | null;
      // An empty one asks nothing: a template writes the attribute even where it has no question.
      const from = submitter?.dataset.confirm ? submitter : form.dataset.confirm ? form : null;
      if (!from || answered.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const words = question(from);
      if (from === form && !form.dataset.confirmOk) words.ok = submitter?.textContent?.trim() || '确定';
      void ask(words).then(yes => {
        if (!yes) return submitter?.focus();
        answered.add(form);
        if (typeof form.requestSubmit === 'function') form.requestSubmit(submitter);
        else submitter?.click();
        answered.delete(form);
      });
    },
    true,
  );
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-confirm]');
    if (!link) return;
    event.preventDefault();
    void ask(question(link)).then(yes => yes && location.assign(link.href));
  });
}
