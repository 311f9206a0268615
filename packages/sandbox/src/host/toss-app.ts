import { isFunctionSupported, type VersionedFeature } from '@ait-iap/protocol';
import type { Activity } from '../clock/activity.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Wire } from '../wire/wire.js';
import type { Device } from '../world/device.js';
import type { World } from '../world/world.js';
import type { OrderWatch } from './order-watch.js';
import type { PaymentSheet } from './payment-sheet.js';
import type { PhoneScreens } from './phone-screens.js';

/** What one running app shares with the functions that it offers. */
export interface TossApp {
  readonly world: World;
  readonly faults: FaultBook;
  readonly activity: Activity;
  /** Where everything is shown. */
  readonly wire: Wire;
  readonly device: Device;
  readonly sheet: PaymentSheet;
  /** Absent where nobody looks at the phone. */
  readonly screens?: PhoneScreens;
  /** Aborts when the app is closed. */
  readonly signal: AbortSignal;
  readonly orders: OrderWatch;
  /** The app is killed, by whoever holds it or by a fault. */
  close(why?: 'page-gone' | 'fault'): void;
}

/** Whether the app's version can do it, by the version table; the sandbox app can do everything. */
export function supports(app: TossApp, feature: VersionedFeature): boolean {
  return isFunctionSupported(app.device, feature);
}
