import { formatKrw } from '@ait-iap/protocol';
import { requestRefund } from '../app-market/refunds/request-refund.js';
import { isSandboxError } from '../errors/sandbox-error.js';
import type { HostScreen } from '../wire/wire-event.js';
import type { RefundReason } from '../world/refund.js';
import type { TossApp } from './toss-app.js';

/** Shows a screen of the Toss app over the page. Messages to the page do not wait for it. */
export function showScreen(app: TossApp, orderId: string, screen: HostScreen, code?: string): void {
  const { userKey } = app.device;
  const about = { orderId, screen, ...(code !== undefined && { code }) };
  app.wire.publish({ type: 'screen.shown', userKey, ...about });
  app.sheet.settled?.(orderId);
  void app.screens?.show({ ...about, ...productOf(app, orderId) }).then((reason) => {
    if (reason !== undefined) askForRefund(app, orderId, reason);
  });
}

function productOf({ world }: TossApp, orderId: string) {
  const order = world.store.order(orderId);
  if (order === undefined) return {};
  const displayName = world.product(order.sku)?.name ?? order.sku;
  return { displayName, displayAmount: formatKrw(order.amount) };
}

/** The screen may have been open for an hour, and the app market may have paid back in the meantime. */
function askForRefund(app: TossApp, orderId: string, reason: RefundReason): void {
  if (app.isOutdated()) return;
  const { world, screens } = app;
  try {
    requestRefund(world, orderId, reason);
    screens?.notify('환불을 요청했어요');
  } catch (error) {
    if (!isSandboxError(error)) throw error;
    screens?.notify('지금은 환불을 요청할 수 없어요');
  }
}
