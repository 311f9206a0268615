import type { HostSession } from '../bridge/host-session.js';
import { once } from '../bridge/once.js';
import { deskOf } from '../desk/desk.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { completeOrder } from '../host/complete-order.js';
import type { GrantCallback } from './grant-callback.js';
import { grantRun, type OrderToGrant } from './grant-run.js';
import { unfinished } from './unfinished.js';

/** An order that is paid and not known to be granted. */
export interface UngrantedOrder extends OrderToGrant {
  /** When it was paid, as the host writes it, if its list says so. */
  readonly paidAt?: string | null | undefined;
  /**
   * Whether the order is already closed: by the host in the legacy path, or by something else, as a list without the
   * order shows.
   */
  readonly closed?: 'host' | 'elsewhere' | undefined;
}

/** How an order is granted. */
export interface GrantOptions {
  readonly grant: GrantCallback;
  /** How long the grant callback may take, in milliseconds. */
  readonly grantTimeoutMs?: number | undefined;
}

/**
 * Grants one order and then closes it. It never closes an order without a grant. A second call for an order that is
 * being recovered joins that recovery.
 */
export function recoverOrder(
  session: HostSession,
  order: UngrantedOrder,
  options: GrantOptions,
): Promise<RecoveredOrder> {
  const { closed, paidAt: _, ...toGrant } = order;
  const { orderId, sku } = toGrant;
  return once(deskOf(session).recoveries, orderId, async () => {
    const { granted, cause } = await grantRun(
      options.grant,
      toGrant,
      session.clock,
      options.grantTimeoutMs,
    )();
    if (granted && (closed || (await completeOrder(session, orderId)))) {
      return { status: 'granted', sku, orderId };
    }
    return unfinished(sku, orderId, granted, cause);
  });
}
