import { openOrder } from '../app-market/orders/open-order.js';
import { failOrder, payOrder } from '../app-market/orders/pay-order.js';
import { payUnrecorded, UNRECORDED_CODES } from '../app-market/orders/unrecorded-payment.js';
import { whyNotSoldOn } from '../app-market/visible-products.js';
import { HostError } from '../errors/host-error.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import type { Order } from '../world/order.js';
import { toOrderSheet } from './order-sheet.js';
import { showScreen } from './show-screen.js';
import type { TossApp } from './toss-app.js';

/** What a page wants to buy, and through which of the three functions. */
export interface CheckoutRequest {
  readonly sku: unknown;
  readonly offerId?: unknown;
  readonly through: 'one-time' | 'subscription' | 'legacy';
  /** The call on the wire that asked for it. */
  readonly call?: number | undefined;
}

/** Codes with which a store ends a purchase before it shows the sheet. */
const BEFORE_SHEET: readonly string[] = [
  'INVALID_PRODUCT_ID',
  'INVALID_USER_ENVIRONMENT',
  'ITEM_ALREADY_OWNED',
  'KOREAN_ACCOUNT_ONLY',
  'UNSUPPORTED_APP_VERSION',
  'UNSUPPORTED_OS_VERSION',
];

/**
 * From the tap to the payment: opens the order, shows the sheet, takes the money.
 * @throws HostError with the platform's code when it ends without one; the order is then FAILED, or still
 * ORDER_IN_PROGRESS for `PAYMENT_PENDING`. After the codes of an unrecorded payment the user has paid.
 */
export async function checkOut(app: TossApp, request: CheckoutRequest): Promise<Order> {
  const { world, device } = app;
  const product = findProduct(app, request);
  const target = { userKey: device.userKey, sku: product.sku };
  const order = openOrder(world, {
    userKey: device.userKey,
    product,
    store: device.platform === 'ios' ? 'APP_STORE' : 'GOOGLE_PLAY',
    offerId: typeof request.offerId === 'string' ? request.offerId : undefined,
  });
  const { orderId } = order;
  app.wire.publish({
    type: 'purchase.opened',
    ...{ orderId, ...target },
    ...(request.call !== undefined && { call: request.call }),
  });
  const fault = app.faults.take('purchase-error', { ...target, orderId });
  const armed = fault === undefined ? unknownCode(app, order) : (fault.code ?? 'INTERNAL_ERROR');
  if (armed !== undefined && BEFORE_SHEET.includes(armed)) endWith(app, order, armed);
  if (!(await approves(app, order, product))) endWith(app, order, 'USER_CANCELED');
  if (armed === 'PRODUCT_NOT_GRANTED_BY_PARTNER') return refusePaid(app, order);
  if (armed !== undefined && UNRECORDED_CODES.includes(armed)) {
    payUnrecorded(world, order, { code: armed, recordedAfter: fault?.recordedAfter });
    showScreen(app, orderId, 'error', armed);
    throw new HostError(armed);
  }
  if (armed !== undefined) endWith(app, order, armed);
  return payOrder(world, order, { legacy: request.through === 'legacy' });
}

/** A code of tomorrow: the platform promises no closed list. */
function unknownCode(app: TossApp, order: Order): string | undefined {
  const fault = app.faults.take('purchase-unknown-error', order);
  return fault === undefined ? undefined : (fault.code ?? 'SOMETHING_NEW');
}

function findProduct(app: TossApp, { sku, through }: CheckoutRequest): CatalogProduct {
  const product = typeof sku === 'string' ? app.world.product(sku) : undefined;
  if (product === undefined) throw notSold(`no product has the sku ${JSON.stringify(sku)?.slice(0, 80)}`);
  const why = whyNotSoldOn(app.world, product, app.device);
  if (why !== undefined) throw notSold(why);
  if ((product.type === 'SUBSCRIPTION') !== (through === 'subscription')) {
    throw notSold(`it is ${product.type}, and was ordered as ${through}`);
  }
  return product;
}

/** The platform gives the code only; the sandbox says the cause, too. */
function notSold(cause: string): HostError {
  const said = new HostError('INVALID_PRODUCT_ID').message;
  return new HostError('INVALID_PRODUCT_ID', `${said} Sandbox: ${cause}.`);
}

async function approves(app: TossApp, order: Order, product: CatalogProduct): Promise<boolean> {
  const sheet = toOrderSheet(order, product);
  const { orderId, userKey, sku } = order;
  const { displayName, displayAmount } = sheet;
  app.wire.publish({ type: 'sheet.shown', orderId, userKey, sku, displayName, displayAmount });
  const decision = await app.sheet.present(sheet, app.signal).catch(() => 'cancel' as const);
  const seen = app.signal.aborted ? 'gone' : decision;
  app.wire.publish({ type: 'sheet.closed', orderId, userKey, decision: seen });
  return seen === 'approve';
}

/** The payment waits for somebody's approval: the order is still open then. With any other code it has failed. */
function endWith(app: TossApp, order: Order, code: string): never {
  if (code === 'PAYMENT_PENDING') app.world.record({ type: 'PaymentPended', orderId: order.orderId });
  else failOrder(app.world, order, code);
  if (code !== 'USER_CANCELED') showScreen(app, order.orderId, 'error', code);
  throw new HostError(code);
}

/** Paid, and the mini-app was never asked: the order is pending. */
function refusePaid(app: TossApp, order: Order): never {
  payOrder(app.world, order);
  app.world.record({ type: 'GrantRefused', orderId: order.orderId });
  showScreen(app, order.orderId, 'refund-offer', 'PRODUCT_NOT_GRANTED_BY_PARTNER');
  throw new HostError('PRODUCT_NOT_GRANTED_BY_PARTNER');
}
