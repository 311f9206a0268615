import { httpGrant } from '@ait-iap/client/http-grant';

const BACKEND = import.meta.env.VITE_BACKEND_URL ?? 'http://127.0.0.1:4610';

/** A real mini-app sends the code of Toss Login here; the sandbox has one user, and this is how it logs in. */
const session: Promise<string> = fetch(`${BACKEND}/login`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ userKey: 'demo-user' }),
})
  .then((answer) => answer.json())
  .then(({ token }) => token);

async function headers() {
  return { authorization: `Bearer ${await session}` };
}

/** True only when the backend has verified the order with Toss and written it into its ledger. */
export const grant = httpGrant({ url: `${BACKEND}/grant`, headers });

export interface Inventory {
  readonly gems: number;
  readonly skus: readonly string[];
}

export async function getInventory(): Promise<Inventory> {
  const answer = await fetch(`${BACKEND}/inventory`, { headers: await headers() });
  if (!answer.ok) throw new Error(`The backend answered ${answer.status}`);
  return answer.json();
}
