// 长者模式: remembered on this device; `early.ts` applies it before the next page paints.
export function elder(): void {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-elder]')];
  const show = () => buttons.forEach(b => b.setAttribute('aria-pressed', String(root.classList.contains('elder'))));
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const on = root.classList.toggle('elder');
      try {
        localStorage.setItem('elder', on ? '1' : '0');
      } catch {
        // It still holds for this page.
      }
      show();
    });
  }
  show();
}
