import { formToken, renew } from './token';

// Sheets handed in on this device and not yet known to be at the server. They lie in IndexedDB, so that a closed page, an expired session or a restart of
// either side loses none; each goes out under the key it was handed in with, so that the server takes it once however often it is sent.
export interface Handed {
  /** "{judge}/{entry}/{revision}": at most one for each. */
  store: string;
  /** Whose: nobody else who signs in on this device sees it or sends it. */
  account: number;
  /** Where it goes. */
  url: string;
  /** As the form has them, without the form token. */
  fields: Record<string, string>;
  /** Of the candidate, for people. */
  name: string;
  at: number;
  /** Set once the server said that it will not take it: it stays here to be seen. */
  refused?: string;
}

export type Outcome =
  | { state: 'arrived'; receipt: string }
  | { state: 'late' }
  | { state: 'refused'; why: string }
  | { state: 'expired' }
  | { state: 'waiting'; why: string };

const STORE = 'handed';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('judging', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'store' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/** Resolves once the transaction is complete: then, and not before, it is kept. */
async function within<T>(mode: IDBTransactionMode, act: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

export const find = (store: string): Promise<Handed | undefined> => within('readonly', rows => rows.get(store) as IDBRequest<Handed | undefined>);

export const remove = (store: string): Promise<unknown> => within('readwrite', rows => rows.delete(store));

const put = (handed: Handed): Promise<unknown> => within('readwrite', rows => rows.put(handed));

/** Keeps it, unless another page of this device was first with this sheet: then that one is answered, and goes out. */
export async function keep(handed: Handed): Promise<Handed> {
  try {
    await within('readwrite', rows => rows.add(handed));
    return handed;
  } catch (e) {
    const first = await find(handed.store).catch(() => undefined);
    if (!first) throw e;
    if (!first.refused) return first;
    await put(handed);
    return handed;
  }
}

export async function mine(account: number): Promise<Handed[]> {
  const all = await within('readonly', rows => rows.getAll() as IDBRequest<Handed[]>).catch(() => []);
  return all.filter(h => h.account === account).sort((a, b) => a.at - b.at);
}

/** Sends one sheet and says truthfully what became of it. What is certain is also written down: arrived and late leave the device, refused stays to be seen. */
export async function send(handed: Handed): Promise<Outcome> {
  const outcome = await locked(handed.store, () => attempt(handed));
  if (outcome.state === 'arrived' || outcome.state === 'late') await remove(handed.store).catch(() => undefined);
  if (outcome.state === 'refused') await put({ ...handed, refused: outcome.why }).catch(() => undefined);
  return outcome;
}

/** One page of this device at a time; where the browser knows no locks, the key alone makes a second sending harmless. */
const locked = <T>(name: string, act: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request(`sheet ${name}`, act) as Promise<T>) : act();

async function attempt(handed: Handed, again = true): Promise<Outcome> {
  try {
    if (formToken() === '' && again) {
      const who = await renew(handed.account);
      if (who !== 'ok') return { state: 'expired' };
      again = false;
    }
    const answer = await fetch(handed.url, {
      method: 'POST', body: new URLSearchParams({ ...handed.fields, __RequestVerificationToken: formToken() }), redirect: 'manual', credentials: 'same-origin',
      headers: { Accept: 'application/json' }, signal: AbortSignal.timeout?.(15_000),
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return { state: 'expired' };
    if (answer.status >= 500 || answer.status === 429) return { state: 'waiting', why: '服务器没有应答' };
    const said = (await answer.json().catch(() => null)) as { receipt?: string; late?: boolean; title?: string } | null;
    if (answer.ok && said?.late) return { state: 'late' };
    if (answer.ok && said?.receipt) return { state: 'arrived', receipt: said.receipt };
    if (answer.ok) return { state: 'waiting', why: '服务器没有给出回执' };
    // An old form token is refused without a word: ask for a new one, once.
    if (said?.title === undefined && again) {
      const who = await renew(handed.account);
      return who === 'ok' ? attempt(handed, false) : { state: 'expired' };
    }
    return { state: 'refused', why: said?.title ?? '服务器没有收下这张表' };
  } catch {
    return { state: 'waiting', why: navigator.onLine ? '网络不通' : '网络断开' };
  }
}
