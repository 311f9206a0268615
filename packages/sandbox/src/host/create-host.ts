import { BRIDGE_THROTTLED_CODE, type IapBridgeListener, isUserKey, PLATFORMS } from '@ait-iap/protocol';
import type { Activity } from '../clock/activity.js';
import { HostError } from '../errors/host-error.js';
import { InvalidDeviceError } from '../errors/invalid-device-error.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Wire } from '../wire/wire.js';
import { type Device, toDevice } from '../world/device.js';
import type { World } from '../world/world.js';
import { METHODS } from './bridge-methods.js';
import { deviceConstants } from './device-constants.js';
import { neverAnswer } from './grant-answers.js';
import type { Host, HostOptions } from './host.js';
import type { OrderWatch } from './order-watch.js';
import type { PhoneScreens } from './phone-screens.js';
import { requestPurchase } from './purchase.js';
import { recordedCall, recordedListener } from './recorded-calls.js';
import { toPaymentSheet } from './to-payment-sheet.js';
import { supports, type TossApp } from './toss-app.js';

/** What a host needs. */
export interface HostContext {
  readonly world: World;
  readonly faults: FaultBook;
  readonly activity: Activity;
  readonly orders: OrderWatch;
  readonly wire: Wire;
  /** How many times the world was replaced. */
  readonly replacements: () => number;
}

/**
 * Starts a Toss app with one page.
 * @throws InvalidDeviceError for an invalid user key, platform or environment
 */
export function createHost(context: HostContext, { payment, screens, ...options }: HostOptions): Host {
  const device = checkedDevice(toDevice(options));
  const { userKey, platform, environment, appVersion, deviceId } = device;
  const seen = { userKey, platform, environment, appVersion, deviceId };
  const closing = new AbortController();
  const { replacements } = context;
  const before = replacements();
  const app: TossApp = {
    ...context,
    device,
    sheet: toPaymentSheet(payment),
    ...(screens !== undefined && { screens }),
    signal: closing.signal,
    isOutdated: () => replacements() !== before,
    close(why = 'page-gone') {
      if (closing.signal.aborted) return;
      context.wire.publish({ type: 'app.closed', device: seen, why });
      closing.abort(new HostError('APP_CLOSED'));
    },
  };
  context.wire.publish({ type: 'app.opened', device: seen });
  const stopPushes = screens === undefined ? () => {} : pushTo(screens, userKey, context.wire);
  const constants = deviceConstants(device);
  return {
    device,
    call: (functionName, args) =>
      recordedCall(app, functionName, args, () => callMethod(app, functionName, args)),
    listen: (functionName, listenOptions, listener) => listenTo(app, functionName, listenOptions, listener),
    constant: (name) => constants[name],
    close() {
      stopPushes();
      app.close();
    },
  };
}

/** A phone gets pushes even while the app is closed. */
function pushTo(screens: PhoneScreens, userKey: string, wire: Wire): () => void {
  return wire.subscribe((event) => {
    if (event.type === 'push.sent' && event.userKey === userKey) screens.notify(event.text);
  });
}

/** An answer to an app that was closed in the meantime is never delivered, because the page is gone. */
async function callMethod(app: TossApp, functionName: string, args: readonly unknown[]): Promise<unknown> {
  if (app.signal.aborted) throw new HostError('APP_CLOSED');
  const method = Object.hasOwn(METHODS, functionName) ? METHODS[functionName] : undefined;
  if (method === undefined) throw unknownFunction(functionName);
  const target = { userKey: app.device.userKey, function: functionName };
  if (app.faults.take('bridge-throttled', target) !== undefined) throw new HostError(BRIDGE_THROTTLED_CODE);
  if (app.faults.take('bridge-no-answer', target) !== undefined) return neverAnswer();
  try {
    const result = await method(app, args[0], args[1]);
    return app.signal.aborted ? await neverAnswer() : result;
  } catch (error) {
    if (app.signal.aborted) return neverAnswer();
    throw error;
  } finally {
    app.activity.touch();
  }
}

function listenTo(app: TossApp, functionName: string, options: unknown, told: IapBridgeListener): () => void {
  // The page of a killed app is dead too. Its calls reach nobody.
  if (app.signal.aborted) return () => {};
  const { listener, ...recorded } = recordedListener(app, functionName, options, told);
  const { sku, productId, offerId } = (options ?? {}) as Record<string, unknown>;
  if (functionName === 'requestOneTimePurchase') {
    if (!supports(app, 'productGrant')) return failSoon(listener, new HostError('UNSUPPORTED_APP_VERSION'));
    return requestPurchase(app, { sku: sku ?? productId, through: 'one-time', ...recorded }, listener);
  }
  if (functionName === 'requestSubscriptionPurchase') {
    if (!supports(app, 'createSubscriptionPurchaseOrder')) {
      return failSoon(listener, new HostError('UNSUPPORTED_APP_VERSION'));
    }
    return requestPurchase(app, { sku, offerId, through: 'subscription', ...recorded }, listener);
  }
  return failSoon(listener, unknownFunction(functionName));
}

function failSoon(listener: IapBridgeListener, error: HostError): () => void {
  let listening = true;
  void Promise.resolve().then(() => {
    if (listening) listener.onError(error);
  });
  return () => {
    listening = false;
  };
}

/** The real host only logs an unknown method and never answers (reported), which would not help a developer. */
function unknownFunction(functionName: string): HostError {
  const name = JSON.stringify(functionName.slice(0, 60));
  const message =
    `Failed to call ${name}: the sandbox has no such bridge function. Use a function of in-app purchase or of the ` +
    `storage. 샌드박스에 없는 브리지 함수예요.`;
  return new HostError('UNKNOWN_BRIDGE_METHOD', message);
}

function checkedDevice(device: Device): Device {
  if (!isUserKey(device.userKey))
    throw new InvalidDeviceError('userKey', 'Give visible ASCII without spaces.');
  const platforms: readonly string[] = PLATFORMS;
  if (!platforms.includes(device.platform))
    throw new InvalidDeviceError('platform', "Give 'android' or 'ios'.");
  if (device.environment !== 'toss' && device.environment !== 'sandbox') {
    throw new InvalidDeviceError('environment', "Give 'toss' or 'sandbox'.");
  }
  return device;
}
