/** The phone and the app that a page runs in. Plain JSON, also in a browser page. */
export interface Device {
  /** The userKey of Toss Login. Any non-empty text without control characters; there is nothing to register. */
  readonly userKey: string;
  /** `sandbox`: the sandbox app, where the official SDK takes every version for supported. @defaultValue `sandbox` */
  readonly environment: 'sandbox' | 'toss';
  /** @defaultValue `android` */
  readonly platform: 'android' | 'ios';
  /** Version of the Toss app. @defaultValue {@link DEFAULT_APP_VERSION} */
  readonly appVersion: string;
  /** Keeps the native storage of several devices of one user apart. @defaultValue `device-1` */
  readonly deviceId: string;
  /** Version of the mini-app that is open; products with a higher minimum version are not listed. @defaultValue the released one */
  readonly miniAppVersion?: string;
}

/** A Toss app that supports every function of the version table. */
export const DEFAULT_APP_VERSION = '5.300.0';

/** A device of which only the user has to be told. */
export type DeviceOptions = Pick<Device, 'userKey'> & Partial<Omit<Device, 'userKey'>>;

/** Fills in what was left out. A device with only a user key is an Android phone with the sandbox app. */
export function toDevice(options: DeviceOptions): Device {
  return {
    environment: 'sandbox',
    platform: 'android',
    appVersion: DEFAULT_APP_VERSION,
    deviceId: 'device-1',
    ...withoutUndefined(options),
  };
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}
