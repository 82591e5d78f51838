// Reading papers in: 回车 goes on to the next field; only from the last one does it send the form.
export function enterNext(): void {
  document.addEventListener('keydown', event => {
    const input = event.target as HTMLInputElement;
    if (event.key !== 'Enter' || event.isComposing || input.tagName !== 'INPUT') return;
    const form = input.closest<HTMLFormElement>('form[data-enter-next]');
    if (!form) return;
    const fields = [...form.querySelectorAll<HTMLInputElement>('input:not([type="hidden"])')];
    const next = fields[fields.indexOf(input) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
}
