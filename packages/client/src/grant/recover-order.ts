import type { HostSession } from '../bridge/host-session.js';
import { recoverOnce } from '../desk/holds.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { notGranted } from '../errors/not-granted.js';
import { completeOrder } from '../host/complete-order.js';
import type { GrantCallback } from './grant-callback.js';
import { grantRun, type OrderToGrant } from './grant-run.js';

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
  return recoverOnce(session, order.orderId, () => grantAndClose(session, order, options));
}

async function grantAndClose(
  session: HostSession,
  { closed, paidAt: _, ...order }: UngrantedOrder,
  { grant, grantTimeoutMs }: GrantOptions,
): Promise<RecoveredOrder> {
  const { orderId, sku } = order;
  const { granted, cause } = await grantRun(grant, order, session.clock, grantTimeoutMs)();
  if (granted && (closed || (await completeOrder(session, orderId)))) {
    return { orderId, sku, status: 'granted' };
  }
  return { orderId, sku, status: 'pending', error: notGranted(orderId, granted, cause) };
}
