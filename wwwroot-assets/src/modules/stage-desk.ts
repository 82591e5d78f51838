import { follow } from './live';
import { tick } from './stage-clock';

// The console: the server renders what is true, this swaps it in when the stage says that something changed. Every button is a form that works without it.
export function desk(): void {
  const stage = document.querySelector<HTMLElement>('[data-stage]');
  if (!stage) return;
  const body = stage.dataset.body!;
  const told = document.querySelector<HTMLElement>('[data-told]');
  const link = document.querySelector<HTMLElement>('[data-link]');
  let loading: Promise<void> | null = null;
  let stale = false;

  const say = (sentence: string | null) => {
    if (!told) return;
    told.textContent = sentence ?? '';
    told.hidden = !sentence;
  };

  // One at a time; whatever comes in meanwhile asks for one more.
  const refresh = (): Promise<void> => {
    stale = true;
    loading ??= (async () => {
      while (stale) {
        stale = false;
        const answer = await fetch(body, { headers: { Accept: 'text/html' } }).catch(() => null);
        if (answer?.redirected || answer?.status === 401) return location.reload();
        if (answer?.ok) swap(stage, await answer.text());
        center();
        tick();
      }
    })().finally(() => (loading = null));
    return loading;
  };

  async function press(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
    const data = new FormData(form);
    if (button instanceof HTMLButtonElement) button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: data, headers: { Accept: 'application/json' } });
      const json = (await answer.json().catch(() => null)) as { title?: string } | null;
      say(answer.ok ? null : (json?.title ?? '没有完成。请刷新页面再试。'));
      if (answer.ok) form.closest('details')?.removeAttribute('open');
    } catch {
      say('网络不通，这一步没有送到。请看网络，再按一次；同一步不会算两次。');
    }
    if (button instanceof HTMLButtonElement) button.disabled = false;
    await refresh();
  }

  stage.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    if (!form.matches('[data-step]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void press(form, event.submitter);
  }, true);

  document.addEventListener('keydown', event => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || at.closest('input, textarea, select, dialog')) return;
    const button = stage.querySelector<HTMLButtonElement>(`button[data-press="${event.key.toUpperCase()}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.focus();
    button.click();
  });

  center();
  follow('console', stage.dataset.stage!, () => void refresh(), line => {
    if (!link) return;
    link.textContent = line.refused ?? (line.online ? '已连上现场' : '和服务器断开了，正在重连。页面上的情况可能已经变了。');
    link.classList.toggle('is-lost', !line.online);
  });
}

/** The list of the day stands at the one on stage, with the last two above; whoever has scrolled it themselves is left alone until the next one comes. */
function center(): void {
  const now = document.querySelector<HTMLElement>('.stage-order .is-now');
  const list = now?.parentElement;
  if (!now || !list || list.dataset.at === now.textContent) return;
  list.dataset.at = now.textContent ?? '';
  list.scrollTop = now.offsetTop - 2 * now.offsetHeight;
}

/** Puts the new parts in the place of the old ones that differ; what is open stays open, what is typed stays typed, the focus stays where it was. */
function swap(stage: HTMLElement, html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html');
  for (const part of next.querySelectorAll<HTMLElement>('[data-part]')) {
    const old = document.getElementById(part.id);
    if (!old || plain(old) === plain(part)) continue;
    const typed = [...old.querySelectorAll<HTMLInputElement>('input[id]')].filter(i => i.value !== i.defaultValue).map(i => [i.id, i.value] as const);
    const open = [...old.querySelectorAll('details[open][id]')].map(d => d.id);
    const focused = old.contains(document.activeElement) ? document.activeElement!.id : '';
    const before = old.querySelector('.stage-go')?.id;
    old.replaceWith(document.adoptNode(part));
    settle(stage, part, before);
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    for (const [id, value] of typed) {
      const field = document.getElementById(id) as HTMLInputElement | null;
      if (field) field.value = value;
    }
    if (focused) (document.getElementById(focused) ?? stage.querySelector<HTMLElement>('.stage-go'))?.focus();
  }
}

/** The second half of a double click must not land on the step that has just taken the place of the one that was meant. */
const SETTLE_MS = 500;
function settle(stage: HTMLElement, part: HTMLElement, before: string | undefined): void {
  const go = part.querySelector<HTMLButtonElement>('button.stage-go');
  if (!go || before === undefined || go.id === before) return;
  go.disabled = true;
  setTimeout(() => {
    go.disabled = false;
    if (stage.isConnected && document.activeElement === document.body) go.focus({ preventScroll: true });
  }, SETTLE_MS);
}

/** Without keys, tokens and what scripts have written since: only what the server says. */
function plain(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const input of copy.querySelectorAll('input[name="Key"], input[name="__RequestVerificationToken"]')) input.remove();
  for (const figure of copy.querySelectorAll('[data-clock-figure], [data-clock-words], [data-since]')) figure.textContent = '';
  copy.querySelectorAll('[data-at]').forEach(e => e.removeAttribute('data-at'));
  copy.querySelectorAll('[data-state]').forEach(e => e.removeAttribute('data-state'));
  copy.querySelectorAll('details').forEach(e => e.removeAttribute('open'));
  copy.querySelectorAll('button').forEach(e => e.removeAttribute('disabled'));
  return copy.innerHTML;
}
