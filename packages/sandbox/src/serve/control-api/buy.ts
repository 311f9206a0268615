import { minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import { inTime } from '../../clock/in-time.js';
import type { Host, HostOptions } from '../../host/host.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { Order } from '../../world/order.js';

/** The mini-app's answer to the grant. `none`: the mini-app was closed. */
export const GRANT_ANSWERS = ['true', 'false', 'none'] as const;

/** The options of a purchase without a page. */
export const buySchema = z.strictObject({
  userKey: z.string().check(minLength(1)),
  sku: z.string().check(minLength(1)),
  offerId: z.optional(z.string()),
  payment: z._default(z.enum(['approve', 'cancel']), 'approve'),
  grant: z._default(z.enum(GRANT_ANSWERS), 'true'),
  platform: z.optional(z.enum(['android', 'ios'])),
  /**
   * The partner's own products are sold in `toss`, mock items in `sandbox`. @defaultValue the environment in which the
   * product is sold
   */
  environment: z.optional(z.enum(['sandbox', 'toss'])),
});

/** The result of a purchase without a page. */
export interface BoughtOrder {
  readonly outcome: 'granted' | 'pending' | 'failed';
  /** Absent if no order was opened. */
  readonly order?: Order;
  /** The error that the page got. Absent after a success. */
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * How long to wait for a phone that sends nothing, because a fault has killed it or lost its answer, in real
 * milliseconds.
 */
const PATIENCE_MS = 2_000;

/**
 * Taps, pays and answers as the options say, on a separate phone that is switched off afterwards. If a fault silences
 * the phone, it gives up after `patience` real milliseconds and returns the state of the order at that time.
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

/** A page gets the id of an order only after the payment. The code that drives the sandbox may know it earlier. */
function watchOpenedOrders({ world }: Sandbox, { userKey, sku }: z.infer<typeof buySchema>) {
  const orderIds: string[] = [];
  const end = world.subscribe((event) => {
    if (event.type === 'OrderOpened' && event.userKey === userKey && event.sku === sku) {
      orderIds.push(event.orderId);
    }
  });
  // If several orders were opened at the same moment, it is not clear which is this one.
  return { end, only: () => (orderIds.length === 1 ? orderIds[0] : undefined) };
}

/** What the phone has reported so far. */
interface Heard {
  /** Known after the payment. */
  orderId: string | undefined;
}

/** @returns the error that the page got, if an error ended the purchase */
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
