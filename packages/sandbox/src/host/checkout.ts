import { openOrder } from '../app-market/orders/open-order.js';
import { failOrder, payOrder } from '../app-market/orders/pay-order.js';
import { payUnrecorded, UNRECORDED_CODES } from '../app-market/orders/unrecorded-payment.js';
import { whyNotSoldOn } from '../app-market/visible-products.js';
import { HostError } from '../errors/host-error.js';
import type { FaultReach } from '../faults/fault-book.js';
import { faultInWords } from '../faults/fault-in-words.js';
import { type ArmedFault, concerns } from '../faults/fault-spec.js';
import { PURCHASE_SCENARIOS, type PurchaseScenarioName } from '../faults/purchase-scenarios.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import type { Order } from '../world/order.js';
import { toOrderSheet } from './order-sheet.js';
import type { OrderSheet, PaymentAnswer, PaymentDecision } from './payment-sheet.js';
import { showScreen } from './show-screen.js';
import type { TossApp } from './toss-app.js';

/** What a page wants to buy, and with which of the three functions. */
export interface CheckoutRequest {
  readonly sku: unknown;
  /** The offer of a subscription. @defaultValue none */
  readonly offerId?: unknown;
  readonly through: 'one-time' | 'subscription' | 'legacy';
  /** The call on the wire. */
  readonly call?: number | undefined;
}

/** Codes with which an app market ends a purchase before it shows the sheet. */
const BEFORE_SHEET: readonly string[] = [
  'INVALID_PRODUCT_ID',
  'INVALID_USER_ENVIRONMENT',
  'ITEM_ALREADY_OWNED',
  'KOREAN_ACCOUNT_ONLY',
  'UNSUPPORTED_APP_VERSION',
  'UNSUPPORTED_OS_VERSION',
];

/** How long after the error the payment comes, in milliseconds: soon enough that the user is still in the shop. */
const DEFAULT_PAID_AFTER_MS = 1_000;

/**
 * From the tap to the payment: opens the order, shows the sheet, takes the payment.
 *
 * @param tellError - tells the page of an error that the payment takes back later; absent if the page gets one answer
 * @throws HostError with the platform's code if it ends without a recorded payment. The order is then FAILED, or still
 * ORDER_IN_PROGRESS for `PAYMENT_PENDING`. With the codes of an unrecorded payment the user has paid.
 */
export async function checkOut(
  app: TossApp,
  request: CheckoutRequest,
  tellError?: (error: HostError) => void,
): Promise<Order> {
  const { world, device } = app;
  const product = findProduct(app, request);
  const order = openOrder(world, {
    userKey: device.userKey,
    product,
    store: device.platform === 'ios' ? 'APP_STORE' : 'GOOGLE_PLAY',
    offerId: typeof request.offerId === 'string' ? request.offerId : undefined,
  });
  const { orderId } = order;
  app.wire.publish({
    type: 'purchase.opened',
    ...{ orderId, userKey: device.userKey, sku: product.sku },
    ...(request.call !== undefined && { call: request.call }),
  });
  const known = armedFor(app, order);
  const armed = takeEnding(app, order, 'any');
  if (armed !== undefined && BEFORE_SHEET.includes(armed.code)) endWith(app, order, armed.code);
  const sheet = toOrderSheet(order, product, known.map(faultInWords));
  if (!(await approves(app, order, sheet))) endWith(app, order, 'USER_CANCELED');
  // The choice on the sheet is only for this order, and has priority over faults that were armed for others.
  const ending = takeEnding(app, order, 'order') ?? armed;
  if (ending === undefined) {
    const early = tellError && app.faults.take('paid-after-error', order);
    if (early) {
      tellError?.(new HostError(early.code ?? 'USER_CANCELED'));
      // The app market needs no app for it.
      await world.clock.sleep(early.delay ?? DEFAULT_PAID_AFTER_MS);
    }
    return payOrder(world, order, { legacy: request.through === 'legacy' });
  }
  const { code } = ending;
  if (code === 'PRODUCT_NOT_GRANTED_BY_PARTNER') return refusePaid(app, order);
  if (!UNRECORDED_CODES.includes(code)) return endWith(app, order, code);
  payUnrecorded(world, order, ending);
  showScreen(app, orderId, 'error', code);
  throw new HostError(code);
}

/** The faults that may strike this order, or a call of its page, and were armed before its sheet is shown. */
function armedFor({ faults }: TossApp, order: Order): readonly ArmedFault[] {
  return faults.list().filter((fault) => concerns(fault, { ...order, function: fault.function }));
}

/** The code that ends a purchase, if there is one. */
interface Ending {
  readonly code: string;
  readonly recordedAfter?: number | undefined;
}

/** The armed fault that ends the purchase. The second kind has an unknown code, because the platform may add codes. */
function takeEnding({ faults }: TossApp, order: Order, reach: FaultReach): Ending | undefined {
  const error = faults.take('purchase-error', order, reach);
  if (error !== undefined)
    return { code: error.code ?? 'INTERNAL_ERROR', recordedAfter: error.recordedAfter };
  const unknown = faults.take('purchase-unknown-error', order, reach);
  return unknown === undefined ? undefined : { code: unknown.code ?? 'SOMETHING_NEW' };
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

/** The platform sends only the code. The sandbox also says the cause. */
function notSold(cause: string): HostError {
  const said = new HostError('INVALID_PRODUCT_ID').message;
  return new HostError('INVALID_PRODUCT_ID', `${said} Sandbox: ${cause}.`);
}

async function approves(app: TossApp, order: Order, sheet: OrderSheet): Promise<boolean> {
  const { orderId, userKey, sku } = order;
  const { displayName, displayAmount } = sheet;
  app.wire.publish({ type: 'sheet.shown', orderId, userKey, sku, displayName, displayAmount });
  const answer = await app.sheet.present(sheet, app.signal).catch(() => 'cancel' as const);
  const { decision, scenario } = readAnswer(answer);
  const seen = app.signal.aborted ? 'gone' : decision;
  app.wire.publish({ type: 'sheet.closed', orderId, userKey, decision: seen, ...(scenario && { scenario }) });
  if (seen !== 'approve') return false;
  for (const fault of scenario ? PURCHASE_SCENARIOS[scenario].faults : []) {
    app.faults.arm({ ...fault, orderId });
  }
  return true;
}

function readAnswer(answer: PaymentAnswer): {
  readonly decision: PaymentDecision;
  readonly scenario?: PurchaseScenarioName;
} {
  return typeof answer === 'string' ? { decision: answer } : answer;
}

/** The payment waits for an approval, so the order is still open. With any other code it has failed. */
function endWith(app: TossApp, order: Order, code: string): never {
  if (code === 'PAYMENT_PENDING') app.world.record({ type: 'PaymentPended', orderId: order.orderId });
  else failOrder(app.world, order, code);
  if (code !== 'USER_CANCELED') showScreen(app, order.orderId, 'error', code);
  throw new HostError(code);
}

/** Paid, but the mini-app was never asked. The order is pending. */
function refusePaid(app: TossApp, order: Order): never {
  payOrder(app.world, order);
  app.world.record({ type: 'GrantRefused', orderId: order.orderId });
  showScreen(app, order.orderId, 'refund-offer', 'PRODUCT_NOT_GRANTED_BY_PARTNER');
  throw new HostError('PRODUCT_NOT_GRANTED_BY_PARTNER');
}
