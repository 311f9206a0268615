import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { PagePayment } from '../../host/bridge-socket/wire.js';
import type { Device } from '../../world/device.js';

/** The phone of a page. */
export interface ShownPhone {
  readonly device: Device;
  readonly payment: PagePayment;
}

/** The settings of a page's phone that can change while its app runs. */
export interface PagePhone {
  /** Sets who decides on the next and all later sheets, and whether the Toss app's own screens are drawn. */
  pay(payment: PagePayment, areDrawn: boolean): void;
  /** Sets what happens to the next purchase of this user. */
  arm(scenario: PurchaseScenarioName): void;
  /** Disarms the faults of this user. */
  disarm(): void;
  /**
   * Calls the listener now and on each change with the faults that are armed for this user; with undefined while the
   * sandbox cannot be reached.
   */
  onArmed(listener: (faults: readonly LocalizedText[] | undefined) => void): void;
}
