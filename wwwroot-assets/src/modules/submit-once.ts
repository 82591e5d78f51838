// A form is sent once: its button is dead until the page comes back. data-many on forms that answer with a download.
export function submitOnce(): void {
  const sent = new Set<HTMLFormElement>();
  const release = (form: HTMLFormElement) => {
    sent.delete(form);
    for (const button of form.querySelectorAll<HTMLButtonElement>('button[aria-busy="true"]')) {
      button.removeAttribute('aria-busy');
      button.disabled = false;
    }
  };
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== 'post' || form.dataset.many !== undefined) return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    const button = (event.submitter ?? form.querySelector('[type="submit"], button:not([type])')) as HTMLButtonElement | null;
    // After this turn: a disabled button's own name and value would not be sent.
    setTimeout(() => {
      if (!button || !sent.has(form)) return;
      button.setAttribute('aria-busy', 'true');
      button.disabled = true;
    });
  });
  window.addEventListener('pageshow', () => [...sent].forEach(release));
}
