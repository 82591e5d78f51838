import { shell } from './modules/shell';
import { formToken, renew } from './modules/token';

// A grid worker's phone at the door: each visit is kept in IndexedDB first, then handed in; its id makes it one however often it is sent. The page itself is kept
// too, so that it opens where there is no network.
interface Visit { id: string; account: number; fields: [string, string][]; refused?: string }

const form = document.querySelector<HTMLFormElement>('[data-doorstep]');
const box = document.querySelector<HTMLElement>('[data-queue]');
const account = Number(form?.dataset.doorstep);

const opened = new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open('doorstep', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('visits', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('no store'));
});

async function store<T>(mode: IDBTransactionMode, act: (visits: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await opened).transaction('visits', mode, { durability: 'strict' });
  const request = act(transaction.objectStore('visits'));
  return new Promise((resolve, reject) => {
    // Kept only when the transaction is through, not when the request is.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
  });
}

/** Of whoever is signed in now: nobody hands in what another took down on this phone. */
const mine = async (): Promise<Visit[]> => (await store<Visit[]>('readonly', s => s.getAll())).filter(v => v.account === account);

// randomUUID is there only over https; the bytes are everywhere.
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function tell(why = ''): Promise<void> {
  if (!box) return;
  const visits = await mine();
  const refused = visits.filter(v => v.refused);
  const waiting = visits.length - refused.length;
  box.className = `alert ${refused.length > 0 ? 'is-refused' : waiting > 0 ? 'is-wait' : 'is-ok'} only-js`;
  box.querySelector('[data-queue-count]')!.textContent =
    refused.length > 0 ? `${refused.length} 份没有收下` : waiting > 0 ? `已存本机 ${waiting} 份，还没有送达` : '全部已送达';
  box.querySelector('[data-queue-text]')!.textContent =
    refused.length > 0 ? refused.map(v => `${v.fields.find(f => f[0] === 'place')?.[1] ?? ''}：${v.refused}`).join('；')
    : waiting > 0 ? `${why || '正在送'}，连上网会自动再送，只算一次。`
    : '可以去下一户。没有网络也能打开这一页、也能填。';
  const drop = box.querySelector<HTMLElement>('[data-queue-drop]')!;
  drop.hidden = refused.length === 0;
}

async function send(visit: Visit, again = true): Promise<'arrived' | { why: string } | { refused: string }> {
  const body = new FormData();
  visit.fields.forEach(([name, value]) => body.append(name, value));
  const answer = await fetch(form!.action, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Form-Token': formToken() } });
  if (answer.ok) return 'arrived';
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { why: '登录过期，请重新登录后打开这一页' };
  if (answer.status >= 500 || answer.status === 429) return { why: '服务器正忙' };
  const problem = (await answer.json().catch(() => null)) as { title?: string } | null;
  if (problem?.title) return { refused: problem.title };
  // An old page has a token nobody takes any more: nothing is wrong with the visit itself.
  return again && (await renew(account)) === 'ok' ? send(visit, false) : { why: '登录过期，请重新登录后打开这一页' };
}

let running = false;
async function flush(): Promise<void> {
  if (running || !form) return;
  running = true;
  try {
    for (const visit of (await mine()).filter(v => !v.refused)) {
      const outcome = await send(visit).catch(() => ({ why: '网络断开' }));
      if (outcome === 'arrived') await store('readwrite', s => s.delete(visit.id));
      else if ('refused' in outcome) await store('readwrite', s => s.put({ ...visit, refused: outcome.refused }));
      else return await tell(outcome.why);
    }
    await tell();
  } finally {
    running = false;
  }
}

form?.addEventListener('submit', event => {
  event.preventDefault();
  const id = form.elements.namedItem('id') as HTMLInputElement;
  const fields = [...new FormData(form)].filter(([name]) => name !== '__RequestVerificationToken').map(([name, value]) => [name, String(value)] as [string, string]);
  void store('readwrite', s => s.put({ id: id.value, account, fields } satisfies Visit)).then(
    () => {
      const estate = (form.elements.namedItem('estate') as HTMLSelectElement).value;
      form.reset();
      (form.elements.namedItem('estate') as HTMLSelectElement).value = estate;
      id.value = newId();
      form.scrollIntoView();
      return tell().then(flush);
    },
    // The phone keeps nothing (a private window): send the ordinary way.
    () => form.submit(),
  );
});
box?.querySelector('[data-queue-drop]')?.addEventListener('click', () => void mine()
  .then(visits => Promise.all(visits.filter(v => v.refused).map(v => store('readwrite', s => s.delete(v.id))))).then(() => tell()));
addEventListener('online', () => void flush());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void flush());
setInterval(() => void flush(), 20_000);
if (form) {
  const id = form.elements.namedItem('id') as HTMLInputElement;
  id.value = newId();
  opened.then(() => tell().then(flush), () => undefined);
  shell('/surveys/doorstep', '照常填写，连上网自动交。', () => undefined);
}
