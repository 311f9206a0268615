import { createSandbox } from '@ait-iap/sandbox';
import {
  createFulfillment,
  createIapHandler,
  createPartnerClient,
  createWebhookHandler,
  type FulfillmentOptions,
  type IapHandler,
} from '@ait-iap/server';
import type { SqliteTransaction } from '@ait-iap/server/sqlite';
import { sqliteHarness } from '../../packages/server/test/support/sqlite-harness.js';

/** What the console of the webhook holds. */
export const WEBHOOK_SECRET = 'a secret of the console';

/** A shop on the sandbox with two backends on one ledger, and everything that they told to a log. */
export async function openShop(
  options: Partial<Pick<FulfillmentOptions<SqliteTransaction>, 'intents' | 'userKeys'>> = {},
) {
  const sandbox = createSandbox({ settings: { appName: 'my-app', userKeyHeader: 'optional' } });
  const harness = await sqliteHarness();
  const log: string[] = [];
  const note = (error: unknown) => log.push(String((error as Error)?.stack ?? error));
  const told: string[] = [];
  const backend = () => {
    const partner = createPartnerClient({
      baseUrl: 'https://partner.sandbox.example',
      fetch: async (input, init) => sandbox.partnerApi(new Request(input, init)),
      rateLimit: false,
    });
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
      ...options,
    });
    const webhooks = createWebhookHandler({
      store: harness.store,
      authorization: { scheme: ['Basic', 'Bearer'], value: WEBHOOK_SECRET },
      onSubscriptionChanged: (_, change) => void told.push(`${change.orderId} ${change.changeReason}`),
      partner,
      onError: note,
    });
    const handle = createIapHandler({
      fulfillment,
      webhooks,
      appName: 'my-app',
      authenticate: (request) => request.headers.get('x-session'),
      onError: note,
    });
    return { handle, fulfillment };
  };
  return {
    sandbox,
    backends: [backend(), backend()] as const,
    /** What the application was given: one line for each item. */
    items: async () => (await harness.items()).map(({ orderId, userKey }) => `${orderId} ${userKey}`),
    log,
    /** What the application was told of subscriptions. */
    told,
    async close() {
      await harness.close();
      sandbox.close();
    },
  };
}

/** The shop that {@link openShop} opens. */
export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Posts anything to `POST /grant` as a user. */
export async function postGrant(
  handle: IapHandler,
  userKey: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; outcome?: string }> {
  const response = await handle(
    new Request('https://shop.example/grant', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-session': userKey, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  const text = await response.text();
  const { outcome } = JSON.parse(text) as { outcome?: string };
  return { status: response.status, text, ...(outcome !== undefined && { outcome }) };
}
