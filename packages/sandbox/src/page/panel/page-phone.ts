import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { PagePayment } from '../../host/bridge-socket/wire.js';
import type { Device } from '../../world/device.js';

/** Which phone a page is on. */
export interface ShownPhone {
  readonly device: Device;
  readonly payment: PagePayment;
}

/** What can be changed about the phone of a page while its app runs. */
export interface PagePhone {
  /** Who decides on the next sheet and on all after it, and whether the Toss app's own pages are drawn then. */
  pay(payment: PagePayment, areDrawn: boolean): void;
  /** What becomes of the next purchase of this user. */
  arm(scenario: PurchaseScenarioName): void;
  /** What was armed for this user is not any more. */
  disarm(): void;
  /** Told now, and whenever it changes, what is armed for this user; undefined while the sandbox cannot be reached. */
  onArmed(listener: (faults: readonly LocalizedText[] | undefined) => void): void;
}
