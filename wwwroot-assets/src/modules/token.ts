// The form token of this page, and a new one where the page is older than the session.
let token = document.querySelector<HTMLInputElement>('input[name="__RequestVerificationToken"]')?.value ?? '';

export const formToken = (): string => token;

/** Asks for a token that belongs to whoever is signed in now, and says whether that is still the account that kept something here. */
export async function renew(account: number): Promise<'ok' | 'expired' | 'other'> {
  const answer = await fetch('/account/token', { headers: { Accept: 'application/json' }, redirect: 'manual', cache: 'no-store' });
  if (!answer.ok) return 'expired';
  const said = (await answer.json()) as { token: string; account: number };
  token = said.token;
  return said.account === account ? 'ok' : 'other';
}
