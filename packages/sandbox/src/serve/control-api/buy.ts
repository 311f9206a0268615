import * as z from 'zod/mini';
import { inTime } from '../../clock/in-time.js';
import type { Host, HostOptions } from '../../host/host.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { Order } from '../../world/order.js';

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
  /** A product of the partner's own is sold in `toss`, and a mock item in `sandbox`. @defaultValue where the product is sold */
  environment: z.optional(z.enum(['sandbox', 'toss'])),
});

/** What became of it. */
export interface BoughtOrder {
  readonly outcome: 'granted' | 'pending' | 'failed';
  /** Absent when no order was opened. */
  readonly order?: Order;
  /** What the page was told when the purchase did not end in success. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** How long a phone is waited for that tells nothing any more, because a fault has killed it or lost its answer. */
const PATIENCE_MS = 2_000;

/**
 * Taps, pays and answers as told, on a phone of its own that is switched off afterwards. A phone that a fault has
 * silenced is given up after `patience` real milliseconds; what has become of the order by then is the answer.
 */
export async function buy(
  sandbox: Sandbox,
  command: z.infer<typeof buySchema>,
  patience = PATIENCE_MS,
): Promise<BoughtOrder> {
  const { userKey, payment, platform } = command;
  const { environment = sandbox.world.product(command.sku)?.mock === false ? 'toss' : 'sandbox' } = command;
  const options: HostOptions = {
    ...{ userKey, payment, environment, deviceId: 'command-line' },
    ...(platform && { platform }),
  };
  const host = sandbox.bridge(options);
  const opened = watchOpenedOrders(sandbox, command);
  try {
    const heard: Heard = { orderId: undefined };
    const error = await inTime(patience, [purchase(sandbox, host, command, heard)]);
    const orderId = heard.orderId ?? opened.only();
    const order = orderId === undefined ? undefined : sandbox.order(orderId);
    return { outcome: outcomeOf(order), ...(order && { order }), ...(error && { error }) };
  } finally {
    opened.end();
    host.close();
  }
}

function outcomeOf(order: Order | undefined): BoughtOrder['outcome'] {
  if (order?.state === 'PURCHASED') return 'granted';
  return order?.state === 'PAYMENT_COMPLETED' ? 'pending' : 'failed';
}

/** A page learns the id of an order only once it is paid; who drives the sandbox may know it before. */
function watchOpenedOrders({ world }: Sandbox, { userKey, sku }: z.infer<typeof buySchema>) {
  const orderIds: string[] = [];
  const end = world.subscribe((event) => {
    if (event.type === 'OrderOpened' && event.userKey === userKey && event.sku === sku) {
      orderIds.push(event.orderId);
    }
  });
  // Of several, opened by others at the same moment, nobody can tell which is this one.
  return { end, only: () => (orderIds.length === 1 ? orderIds[0] : undefined) };
}

/** What a phone has told so far. */
interface Heard {
  /** Known once it is paid. */
  orderId: string | undefined;
}

/** @returns the error that the page was told of, if it was one that ended the purchase */
function purchase(
  { world }: Sandbox,
  host: Host,
  { sku, offerId, grant }: z.infer<typeof buySchema>,
  heard: Heard,
): Promise<BoughtOrder['error']> {
  const subscription = world.product(sku)?.type === 'SUBSCRIPTION';
  const event = subscription ? 'requestSubscriptionPurchase' : 'requestOneTimePurchase';
  const args = subscription ? { sku, offerId: offerId ?? null } : { sku };
  return new Promise((resolve, reject) => {
    host.listen(event, args, {
      onEvent(given) {
        const { type, data } = given as { type: string; data: { orderId: string } };
        heard.orderId = data.orderId;
        if (type !== 'purchased' || grant === 'none') return resolve(undefined);
        host
          .call('processProductGrant', [{ orderId: data.orderId, isProductGranted: grant === 'true' }])
          .catch(reject);
      },
      onError: (error) => resolve(inWords(error)),
    });
  });
}

function inWords(error: unknown): { code: string; message: string } {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { code: String(code ?? 'INTERNAL_ERROR'), message: String(message ?? '') };
}
