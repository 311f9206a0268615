import { notGranted } from '../errors/not-granted.js';
import { completeOrder } from '../orders/complete-order.js';
import type { GrantCallback } from '../purchase/grant-callback.js';
import { grantRun, type OrderToGrant } from '../purchase/grant-run.js';
import type { HostSession } from '../session/host-session.js';
import type { RecoveredOrder } from './recovered-order.js';

/** An order that is paid and not known to be granted. */
export interface UngrantedOrder extends OrderToGrant {
  /** When it was paid, as the host writes it, where its list says so. */
  readonly paidAt?: string | null | undefined;
  /**
   * Whether there is nothing left to close: the host did it in the legacy path, or somebody else did it, as a list
   * without the order shows.
   */
  readonly closed?: 'host' | 'elsewhere' | undefined;
}

/**
 * Grants one order and then closes it, never the one without the other. Who asks for an order that is being
 * recovered gets that recovery.
 */
export function recoverOrder(
  session: HostSession,
  order: UngrantedOrder,
  grant: GrantCallback,
  timeoutMs?: number,
): Promise<RecoveredOrder> {
  const { recoveries } = session;
  const running = recoveries.get(order.orderId);
  if (running) return running;
  const recovery = grantAndClose(session, order, grant, timeoutMs).finally(() =>
    recoveries.delete(order.orderId),
  );
  recoveries.set(order.orderId, recovery);
  return recovery;
}

async function grantAndClose(
  session: HostSession,
  { closed, paidAt: _, ...order }: UngrantedOrder,
  grant: GrantCallback,
  timeoutMs: number | undefined,
): Promise<RecoveredOrder> {
  const { orderId, sku } = order;
  const { granted, cause } = await grantRun(grant, order, session.clock, timeoutMs).decide();
  if (granted && (closed || (await completeOrder(session, orderId)))) {
    return { orderId, sku, status: 'granted' };
  }
  return { orderId, sku, status: 'pending', error: notGranted(orderId, granted, cause) };
}
