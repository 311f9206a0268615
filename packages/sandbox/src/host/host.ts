import type { IapBridge } from '@ait-iap/protocol';
import type { Device, DeviceOptions } from '../world/device.js';
import type { PaymentOption } from './payment-sheet.js';
import type { PhoneScreens } from './phone-screens.js';

/** The options of a host: the device, and who uses it. */
export interface HostOptions extends DeviceOptions {
  /** The decision on the order sheet. @defaultValue `approve` */
  readonly payment?: PaymentOption | undefined;
  /** Draws the Toss app's own screens and pushes. @defaultValue they are only shown on the wire */
  readonly screens?: PhoneScreens | undefined;
}

/**
 * One running Toss app with one page, over a world. It is an `IapBridge`: a test uses it directly, and `speakMessages`
 * connects it to the messages of a WebView.
 */
export interface Host extends IapBridge {
  /** The phone, its user and its app. */
  readonly device: Device;
  /**
   * Kills the app: open sheets are canceled, no more events are sent, and calls are rejected. The world does not
   * change, so a new host of the same user finds the pending orders. May be called twice.
   */
  close(): void;
}
