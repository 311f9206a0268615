import * as z from 'zod/mini';
import type { Host, HostOptions } from '../host/host.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Order } from '../world/order.js';

/** What the mini-app of this purchase answers when it is asked to grant: `none` is one that was closed. */
export const GRANT_ANSWERS = ['true', 'false', 'none'] as const;

/** A purchase without a page, as a command. */
export const buySchema = z.strictObject({
  userKey: z.string().check(z.minLength(1)),
  sku: z.string().check(z.minLength(1)),
  offerId: z.optional(z.string()),
  payment: z._default(z.enum(['approve', 'cancel']), 'approve'),
  grant: z._default(z.enum(GRANT_ANSWERS), 'true'),
  platform: z.optional(z.enum(['android', 'ios'])),
});

/** What became of it. */
export interface BoughtOrder {
  readonly outcome: 'granted' | 'pending' | 'failed';
  /** Absent when no order was opened. */
  readonly order?: Order;
  /** What the page was told when the purchase did not end in success. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Taps, pays and answers as told, on a phone of its own that is switched off afterwards. */
export async function buy(sandbox: Sandbox, command: z.infer<typeof buySchema>): Promise<BoughtOrder> {
  const { userKey, payment, platform } = command;
  const options: HostOptions = { userKey, payment, deviceId: 'command-line', ...(platform && { platform }) };
  const host = sandbox.bridge(options);
  try {
    const { orderId, error } = await purchase(sandbox, host, command);
    const order = orderId === undefined ? undefined : sandbox.world.store.order(orderId);
    const outcome =
      order?.state === 'PURCHASED' ? 'granted' : order?.state === 'PAYMENT_COMPLETED' ? 'pending' : 'failed';
    return { outcome, ...(order && { order }), ...(error && { error }) };
  } finally {
    host.close();
  }
}

interface Ending {
  readonly orderId?: string | undefined;
  readonly error?: { readonly code: string; readonly message: string };
}

function purchase(
  { world }: Sandbox,
  host: Host,
  { sku, offerId, userKey, grant }: z.infer<typeof buySchema>,
) {
  let orderId: string | undefined;
  // The page is told the id only once it is paid; who drives the sandbox may know it before.
  const unsubscribe = world.subscribe((event) => {
    if (event.type === 'OrderOpened' && event.userKey === userKey && event.sku === sku)
      orderId = event.orderId;
  });
  const subscription = world.product(sku)?.type === 'SUBSCRIPTION';
  const event = subscription ? 'requestSubscriptionPurchase' : 'requestOneTimePurchase';
  const args = subscription ? { sku, offerId: offerId ?? null } : { sku };
  return new Promise<Ending>((resolve, reject) => {
    host.listen(event, args, {
      onEvent(data) {
        if ((data as { type?: unknown }).type !== 'purchased' || grant === 'none')
          return resolve({ orderId });
        host.call('processProductGrant', [{ orderId, isProductGranted: grant === 'true' }]).catch(reject);
      },
      onError: (error) => resolve({ orderId, error: inWords(error) }),
    });
  }).finally(unsubscribe);
}

function inWords(error: unknown): { code: string; message: string } {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: String(code ?? 'INTERNAL_ERROR'), message: String(message ?? '') };
}
