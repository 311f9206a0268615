import { DUE, dueKey } from './due-key.js';
import type { Order } from './order.js';
import { RECORD } from './record-kind.js';
import { toRefundRequest } from './refund-request.js';
import type { WorldChanges } from './world-changes.js';
import type { WorldEvent } from './world-event.js';
import { type StoreRefundHabit, settingsOf } from './world-settings.js';

const HOUR_MS = 3_600_000;

type OrderEvent = Extract<WorldEvent, { orderId: string }>;

/** Applies an event to the rows of refund requests, and plans the app market's decision. */
export function projectRefund(event: OrderEvent, before: Order, after: Order, changes: WorldChanges): void {
  if (event.type === 'OrderRefunded' && before.refund?.decider === undefined) {
    changes.putRefund(toRefundRequest(after, changes.refundCount() + 1, 'by-store'));
  } else if (before.refund !== after.refund && after.refund?.number !== undefined) {
    changes.putRefund(toRefundRequest(after, after.refund.number, after.refund));
  }
  if (before.refund?.decider === after.refund?.decider) return;
  changes.putDue(dueKey(DUE.storeRefund, after.orderId), storeDecidesAt(event, after, changes));
}

/** `undefined` while it is not the app market's turn, or if it decides only on request. */
function storeDecidesAt(
  { at }: OrderEvent,
  { refund, store }: Order,
  changes: WorldChanges,
): number | undefined {
  if (refund?.decider !== 'STORE') return undefined;
  const settings = settingsOf(changes.record(RECORD.world, 'settings'));
  const habit: StoreRefundHabit = store === 'APP_STORE' ? settings.appleRefunds : settings.googleRefunds;
  return habit === 'by-hand' ? undefined : at + Math.round(settings.refundHours * HOUR_MS);
}
