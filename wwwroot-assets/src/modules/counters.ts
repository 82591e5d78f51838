// <textarea data-count="800">: 还可写 123 字. Counts characters as people do, not UTF-16 units. Over the limit is said, never cut off.
const segments = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'grapheme' }) : null;
const length = (text: string) => (segments ? [...segments.segment(text)].length : [...text].length);

export function counters(): void {
  let id = 0;
  for (const field of document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('[data-count]')) {
    const max = Number(field.dataset.count);
    const words = Object.assign(document.createElement('span'), { className: 'counter', id: `counter-${++id}` });
    field.after(words);
    field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), words.id].filter(Boolean).join(' '));
    const show = () => {
      const n = length(field.value.trim());
      words.textContent = n > max ? `超出 ${n - max} 字（限 ${max} 字）` : `${n} / ${max} 字`;
      words.classList.toggle('is-over', n > max);
    };
    field.addEventListener('input', show);
    field.addEventListener('restored', show);
    show();
  }
}
