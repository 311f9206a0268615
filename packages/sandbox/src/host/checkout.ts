import { payLater } from '../app-market/orders/late-payment.js';
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
  /** Is told the order that the call has got. */
  readonly opened?: ((orderId: string) => void) | undefined;
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
 * @param tellError - tells the page of an error that is followed by the payment; a legacy call never hears of one
 * @throws HostError with the platform's code if it ends without a recorded payment. The order is then FAILED, or still
 * ORDER_IN_PROGRESS for `PAYMENT_PENDING`. With the codes of an unrecorded payment the user has paid.
 */
export async function checkOut(
  app: TossApp,
  request: CheckoutRequest,
  tellError: (error: HostError) => void = () => {},
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
  request.opened?.(orderId);
  app.wire.publish({
    type: 'purchase.opened',
    ...{ orderId, userKey: device.userKey, sku: product.sku },
    ...(request.call !== undefined && { call: request.call }),
  });
  const known = armedFor(app, order);
  const refused = takeRefusal(app, order, known);
  if (refused !== undefined) endWith(app, order, refused.code);
  const sheet = toOrderSheet(order, product, known.map(faultInWords));
  if (!(await approves(app, order, sheet))) endWith(app, order, 'USER_CANCELED');
  const ending = takeEnding(app, order, request);
  if (ending === undefined) {
    return paid(app, order, () => payOrder(world, order, { legacy: request.through === 'legacy' }));
  }
  const { code } = ending;
  if (ending.paidAfter !== undefined) {
    const payment = latePayment(app, order);
    payLater(world, order, ending.paidAfter);
    showError(app, orderId, code);
    tellError(new HostError(code));
    return payment;
  }
  if (code === 'PRODUCT_NOT_GRANTED_BY_PARTNER') return refusePaid(app, order);
  if (!UNRECORDED_CODES.includes(code)) return endWith(app, order, code);
  paid(app, order, () => payUnrecorded(world, order, ending));
  showError(app, orderId, code);
  throw new HostError(code);
}

/** The faults that may strike this order, or a call of its page, and were armed before its sheet is shown. */
function armedFor({ faults }: TossApp, order: Order): readonly ArmedFault[] {
  return faults.list().filter((fault) => concerns(fault, { ...order, function: fault.function }));
}

/** The error with which a purchase ends, and what becomes of the payment. */
interface Ending {
  readonly code: string;
  readonly recordedAfter?: number | undefined;
  /** The payment comes this many milliseconds after the error. */
  readonly paidAfter?: number | undefined;
}

/** The faults that end a purchase, with their usual codes. The second kind has a code that nobody knows yet. */
const USUAL_CODES = {
  'purchase-error': 'INTERNAL_ERROR',
  'purchase-unknown-error': 'SOMETHING_NEW',
  'paid-after-error': 'USER_CANCELED',
} as const;

type EndingName = keyof typeof USUAL_CODES;

const ERRORS = ['purchase-error', 'purchase-unknown-error'] as const satisfies readonly EndingName[];

/** An armed fault as the end of a purchase. */
function endingOf(name: EndingName, { code = USUAL_CODES[name], recordedAfter, delay }: ArmedFault): Ending {
  const paidAfter = name === 'paid-after-error' ? (delay ?? DEFAULT_PAID_AFTER_MS) : undefined;
  return { code, recordedAfter, paidAfter };
}

/** Whether an app market ends a purchase with it before the sheet. */
function isBeforeSheet({ code }: ArmedFault): boolean {
  return code !== undefined && BEFORE_SHEET.includes(code);
}

/**
 * The armed fault that ends the purchase before its sheet. The others wait for the payment, so that a purchase that is
 * canceled on the sheet does not use them up. One that is sure to strike comes before those that were armed after it.
 */
function takeRefusal({ faults }: TossApp, order: Order, known: readonly ArmedFault[]): Ending | undefined {
  for (const name of ERRORS) {
    for (const fault of known.filter((one) => one.name === name)) {
      if (isBeforeSheet(fault)) {
        const struck = faults.take(name, order, ({ id }) => id === fault.id);
        if (struck !== undefined) return endingOf(name, struck);
      } else if ((fault.probability ?? 1) === 1) return undefined;
    }
  }
  return undefined;
}

/** The armed fault that ends the purchase after the person has paid. A legacy call cannot hear of a payment later. */
function takeEnding(app: TossApp, order: Order, { through }: CheckoutRequest): Ending | undefined {
  const names: readonly EndingName[] = through === 'legacy' ? ERRORS : [...ERRORS, 'paid-after-error'];
  const take = (reach: FaultReach): Ending | undefined => {
    for (const name of names) {
      const fault = app.faults.take(name, order, reach);
      if (fault !== undefined) return endingOf(name, fault);
    }
    return undefined;
  };
  // The choice on the sheet is only for this order, and has priority over faults that were armed for others.
  return take('order') ?? take((fault) => !isBeforeSheet(fault));
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
  // The order went with its world. An order of the new world may have the same id.
  if (app.isOutdated()) throw new HostError('APP_CLOSED');
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
  showError(app, order.orderId, code);
  throw new HostError(code);
}

/** After an error the user sees a screen that depends on the code, and after a cancel the shop again. */
function showError(app: TossApp, orderId: string, code: string): void {
  if (code === 'USER_CANCELED') app.sheet.settled?.(orderId);
  else showScreen(app, orderId, 'error', code);
}

/** Takes a payment that may no longer be possible, because the product was bought on another device meanwhile. */
function paid<Result>(app: TossApp, { orderId }: Order, pay: () => Result): Result {
  try {
    return pay();
  } catch (error) {
    if (error instanceof HostError) showError(app, orderId, error.code);
    throw error;
  }
}

/** The order when its payment has come. It never settles if none comes, or if the app is closed before. */
function latePayment(app: TossApp, { orderId }: Order): Promise<Order> {
  return new Promise((resolve) => {
    if (app.signal.aborted) return;
    const forget = () => {
      stop();
      app.signal.removeEventListener('abort', forget);
    };
    const stop = app.orders.watch(orderId, (type) => {
      const order = app.world.store.order(orderId);
      if (type === 'OrderPaid' && order !== undefined) resolve(order);
      if (type === 'OrderPaid' || type === 'OrderFailed') forget();
    });
    app.signal.addEventListener('abort', forget);
  });
}

/** Paid, but the mini-app was never asked. The order is pending. */
function refusePaid(app: TossApp, order: Order): never {
  paid(app, order, () => payOrder(app.world, order));
  app.world.record({ type: 'GrantRefused', orderId: order.orderId });
  showScreen(app, order.orderId, 'refund-offer', 'PRODUCT_NOT_GRANTED_BY_PARTNER');
  throw new HostError('PRODUCT_NOT_GRANTED_BY_PARTNER');
}
