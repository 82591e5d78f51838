// Small ways to make elements. No markup is ever parsed: names and titles are text.
type Child = Node | string | number | null | undefined | false;

/** el('div.name.is-long', …): a tag with classes, and what it holds. */
export function el(what: string, ...children: Child[]): HTMLElement {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length > 0) element.className = classes.join(' ');
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Numbers an element, so that the stylesheet can let it wait its turn. */
export function turn<T extends HTMLElement>(element: T, place: number): T {
  element.style.setProperty('--i', String(place));
  return element;
}

/** Smaller than this share of its size a text is not read from the last row: it takes a second line instead. */
const LEAST = 0.66;

/** A text on one line that grows smaller, or takes two, rather than be cut off. */
export function fitted(what: string, ...children: Child[]): HTMLElement {
  const element = el(what, ...children);
  element.dataset.fit = '';
  return element;
}

/** Fits what is on the page, once it is on it and whenever the page changes its size. */
export function fit(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-fit]')) {
    element.style.removeProperty('--fit');
    element.classList.remove('is-wrapped');
    const room = element.clientWidth;
    if (room <= 0 || element.scrollWidth <= room) continue;
    const share = room / element.scrollWidth;
    const size = share < LEAST ? Math.min(LEAST, share * 1.8) : share;
    element.classList.toggle('is-wrapped', share < LEAST);
    element.style.setProperty('--fit', String(Math.floor(size * 1000) / 1000));
  }
}

export const still = matchMedia('(prefers-reduced-motion: reduce)');
