/** The phone and the app of a page. Plain JSON. */
export interface Device {
  /** The userKey of Toss Login. Any non-empty text without control characters. You do not have to register it. */
  readonly userKey: string;
  /**
   * `sandbox`: the sandbox app, in which the official SDK supports every version. `toss`: the Toss app. @defaultValue
   * `sandbox`
   */
  readonly environment: 'sandbox' | 'toss';
  /** The platform of the phone. It decides the app market. @defaultValue `android` */
  readonly platform: 'android' | 'ios';
  /** The version of the Toss app. @defaultValue {@link DEFAULT_APP_VERSION} */
  readonly appVersion: string;
  /** Separates the native storages of several devices of one user. @defaultValue `device-1` */
  readonly deviceId: string;
  /**
   * The version of the open mini-app. Products with a higher minimum version are not listed. @defaultValue the released
   * version
   */
  readonly miniAppVersion?: string;
  /** The deployment id of the open bundle, as a page asks for it. @defaultValue `sandbox` */
  readonly deploymentId?: string;
}

/** A Toss app that supports every function of the version table. */
export const DEFAULT_APP_VERSION = '5.300.0';

/** A device description in which only the user is required. */
export type DeviceOptions = Pick<Device, 'userKey'> & Partial<Omit<Device, 'userKey'>>;

/** Fills in the defaults. A device with only a user key is an Android phone with the sandbox app. */
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
