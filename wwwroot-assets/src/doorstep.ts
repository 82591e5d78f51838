// A grid worker's phone at the door: each visit is kept in IndexedDB first, then handed in; its id makes it one however often it is sent.
interface Visit { id: string; fields: [string, string][]; refused?: string }

const form = document.querySelector<HTMLFormElement>('[data-doorstep]');
const box = document.querySelector<HTMLElement>('[data-queue]');

const opened = new Promise<IDBDatabase>((resolve, reject) => {
  const request = indexedDB.open('doorstep', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('visits', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error ?? new Error('no store'));
});

async function store<T>(mode: IDBTransactionMode, act: (visits: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await opened).transaction('visits', mode);
  const request = act(transaction.objectStore('visits'));
  return new Promise((resolve, reject) => {
    // Kept only when the transaction is through, not when the request is.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
  });
}

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
  const visits = await store<Visit[]>('readonly', s => s.getAll());
  const refused = visits.filter(v => v.refused);
  const waiting = visits.length - refused.length;
  box.className = `alert ${refused.length > 0 ? 'is-refused' : waiting > 0 ? 'is-wait' : 'is-ok'} only-js`;
  box.querySelector('[data-queue-count]')!.textContent =
    refused.length > 0 ? `${refused.length} 份没有收下` : waiting > 0 ? `已存本机 ${waiting} 份，还没有送达` : '全部已送达';
  box.querySelector('[data-queue-text]')!.textContent =
    refused.length > 0 ? refused.map(v => `${v.fields.find(f => f[0] === 'place')?.[1] ?? ''}：${v.refused}`).join('；') : waiting > 0 ? `${why || '正在送'}，连上网会自动再送，只算一次。` : '可以去下一户。没有网络也能填。';
}

let running = false;
async function flush(): Promise<void> {
  if (running || !form) return;
  running = true;
  try {
    for (const visit of (await store<Visit[]>('readonly', s => s.getAll())).filter(v => !v.refused)) {
      const body = new FormData();
      visit.fields.forEach(([name, value]) => body.append(name, value));
      const token = form.querySelector<HTMLInputElement>('[name="__RequestVerificationToken"]')?.value ?? '';
      let answer: Response;
      try {
        answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin', headers: { Accept: 'application/json', 'X-Form-Token': token } });
      } catch {
        return await tell('网络断开');
      }
      if (answer.ok) {
        await store('readwrite', s => s.delete(visit.id));
        continue;
      }
      if (answer.type === 'opaqueredirect' || answer.status === 401) return await tell('登录过期，请重新登录后打开这一页');
      if (answer.status >= 500 || answer.status === 429) return await tell('服务器正忙');
      const problem = (await answer.json().catch(() => null)) as { title?: string } | null;
      // A page that is too old has a token nobody takes any more: nothing is wrong with the visit itself.
      if (!problem?.title) return await tell('页面打开太久，请刷新这一页');
      await store('readwrite', s => s.put({ ...visit, refused: problem.title }));
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
  void store('readwrite', s => s.put({ id: id.value, fields } satisfies Visit)).then(
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
addEventListener('online', () => void flush());
setInterval(() => void flush(), 20_000);
if (form) {
  const id = form.elements.namedItem('id') as HTMLInputElement;
  id.value = newId();
  opened.then(() => tell().then(flush), () => undefined);
}
