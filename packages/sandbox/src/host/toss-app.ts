import { isFunctionSupported, type VersionedFeature } from '@ait-iap/protocol';
import type { Activity } from '../clock/activity.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Wire } from '../wire/wire.js';
import type { Device } from '../world/device.js';
import type { World } from '../world/world.js';
import type { OrderWatch } from './order-watch.js';
import type { PaymentSheet } from './payment-sheet.js';
import type { PhoneScreens } from './phone-screens.js';

/** State that one running app shares with its functions. */
export interface TossApp {
  readonly world: World;
  readonly faults: FaultBook;
  readonly activity: Activity;
  /** The wire that shows everything. */
  readonly wire: Wire;
  readonly device: Device;
  readonly sheet: PaymentSheet;
  /** Absent if nobody looks at the phone. */
  readonly screens?: PhoneScreens;
  /** Aborted when the app is closed. */
  readonly signal: AbortSignal;
  readonly orders: OrderWatch;
  /** Whether its world has been replaced (reset, imported, undone). A new world may have other orders with the same ids. */
  isOutdated(): boolean;
  /** Kills the app, as a user or a fault does. */
  close(why?: 'page-gone' | 'fault'): void;
}

/** Whether the app's version supports a feature, by the version table. The sandbox app supports everything. */
export function supports(app: TossApp, feature: VersionedFeature): boolean {
  return isFunctionSupported(app.device, feature);
}
