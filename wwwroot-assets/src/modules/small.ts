// Small things that every page may use; each does nothing where its attribute is absent.
const all = <T extends HTMLElement>(selector: string) => [...document.querySelectorAll<T>(selector)];

/** The menu button of the top bar on phones. */
export function nav(): void {
  for (const button of all<HTMLButtonElement>('[data-nav-toggle]')) {
    const menu = document.getElementById(button.getAttribute('aria-controls') ?? '');
    const set = (open: boolean) => {
      menu?.classList.toggle('is-open', open);
      button.setAttribute('aria-expanded', String(open));
      button.textContent = open ? '收起' : '菜单';
    };
    button.addEventListener('click', () => set(button.getAttribute('aria-expanded') !== 'true'));
    document.addEventListener('keydown', e => {
      if (e.key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return;
      set(false);
      button.focus();
    });
  }
}

/** data-print; and every <details> is open on paper. */
export function print(): void {
  all('[data-print]').forEach(b => b.addEventListener('click', () => window.print()));
  let closed: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    closed = all<HTMLDetailsElement>('details:not([open])');
    closed.forEach(d => (d.open = true));
  });
  window.addEventListener('afterprint', () => closed.forEach(d => (d.open = false)));
}

/** data-copy="text": copies it and says so. */
export function copy(): void {
  for (const button of all<HTMLButtonElement>('[data-copy]')) {
    const words = button.textContent;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy ?? '');
        button.textContent = '已复制';
      } catch {
        button.textContent = '请长按地址复制';
      }
      setTimeout(() => (button.textContent = words), 2500);
    });
  }
}

/** Says so when the network is gone, and again when it is back. */
export function online(): void {
  // A page with a queue of its own says more than this.
  if (document.querySelector('[data-queue]')) return;
  const bar = Object.assign(document.createElement('div'), { className: 'offline', hidden: true });
  bar.setAttribute('role', 'status');
  document.body.prepend(bar);
  const lost = () => {
    bar.textContent = '网络断开了。已填的内容存在本机，连上网再提交。';
    bar.hidden = false;
  };
  window.addEventListener('offline', lost);
  window.addEventListener('online', () => {
    bar.textContent = '网络恢复了，可以继续提交。';
    setTimeout(() => (bar.hidden = true), 4000);
  });
  if (!navigator.onLine) lost();
}

/** What is wrong is read first, and each field knows its error. */
export function errors(): void {
  for (const message of all('.field-validation-error[data-valmsg-for]')) {
    const field = document.getElementsByName(message.dataset.valmsgFor ?? '')[0];
    if (!field || !message.textContent?.trim()) continue;
    message.id ||= `error-${message.dataset.valmsgFor}`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), message.id].filter(Boolean).join(' '));
  }
  const summary = document.querySelector<HTMLElement>('.error-summary, .validation-summary-errors');
  if (!summary) return;
  summary.tabIndex = -1;
  summary.focus();
}

/** Rows shown as cards (display: block) lose their table meaning in some browsers: say it again. */
export function tables(): void {
  const roles: [string, string][] = [['thead, tbody, tfoot', 'rowgroup'], ['tr', 'row'], ['td', 'cell'], ['thead th', 'columnheader'], ['tbody th, tfoot th', 'rowheader']];
  for (const table of all('table.table-cards')) {
    table.setAttribute('role', 'table');
    for (const [selector, role] of roles) table.querySelectorAll(selector).forEach(e => e.setAttribute('role', role));
  }
}
