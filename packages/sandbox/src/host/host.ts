import type { IapBridge } from '@ait-iap/protocol';
import type { Device, DeviceOptions } from '../world/device.js';
import type { PaymentOption } from './payment-sheet.js';
import type { PhoneScreens } from './phone-screens.js';

/** The phone, and who presses its buttons. */
export interface HostOptions extends DeviceOptions {
  /** What happens on the order sheet. @defaultValue `approve` */
  readonly payment?: PaymentOption | undefined;
  /** Draws the Toss app's own pages and pushes. @defaultValue they are seen on the wire only */
  readonly screens?: PhoneScreens | undefined;
}

/**
 * One running Toss app with one page in it, over a world. It is an `IapBridge`: a test uses it directly, and
 * `speakMessages` puts the messages of the WebView in front of it.
 */
export interface Host extends IapBridge {
  readonly device: Device;
  /**
   * The app is killed: open sheets are canceled, nothing is emitted any more, calls are rejected. The world stays as it
   * is, so a new host of the same user finds its pending orders. May be called twice.
   */
  close(): void;
}
