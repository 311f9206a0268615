/** The entry of one file in the index of a bundle. Only the newer format has an index. */
export interface IndexEntry {
  /** The path of the file in the bundle. */
  readonly name: string;
  /** In bytes, unpacked. */
  readonly size: number;
  /** In hex. Empty if the writer gave none. */
  readonly sha256: string;
}

/** A permission that the mini-app requests, such as `photos` `read`. */
export interface Permission {
  /** What the mini-app wants to use, such as `photos`. */
  readonly name: string;
  /** What it wants to do with it, such as `read`. */
  readonly access: string;
}

/** The header of a bundle. */
export interface BundleHead {
  /** `ait` is the current format of the official tools. `zip` is the older format with an `app.json`. */
  readonly form: 'ait' | 'zip';
  /** `web` if the code is pages under `web/`, `react-native` if it is the React Native bundles. */
  readonly platform: 'web' | 'react-native';
  /** The name of the mini-app. */
  readonly appName: string;
  /** The id of the bundle, a UUID that the build gives it. */
  readonly deploymentId: string;
  /** `@apps-in-toss/web-framework` and the like, as the build recorded it. `undefined` if it did not. */
  readonly sdkVersion: string | undefined;
  /** The permissions that the mini-app requests. */
  readonly permissions: readonly Permission[];
  /** The files of the bundle. Empty in the older format. */
  readonly index: readonly IndexEntry[];
}

/** A bundle, unpacked in memory. */
export interface Bundle extends BundleHead {
  /** All files by their path inside the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The hash of the whole file, in hex. */
  readonly sha256: string;
}
