/** What the index of a bundle says of one of its files. Only the newer form of a bundle has an index. */
export interface IndexEntry {
  readonly name: string;
  /** In bytes, unpacked. */
  readonly size: number;
  /** In hex; empty where the writer gave none. */
  readonly sha256: string;
}

/** A permission that the mini-app asks its users for, such as `photos` `read`. */
export interface Permission {
  readonly name: string;
  readonly access: string;
}

/** A bundle, unpacked in memory. */
export interface Bundle {
  /** `ait` is what the official tools write today, `zip` the older form with an `app.json`. */
  readonly form: 'ait' | 'zip';
  /** Where the mini-app's own code is: pages under `web/`, or the React Native bundles themselves. */
  readonly platform: 'web' | 'react-native';
  readonly appName: string;
  readonly deploymentId: string;
  /** `@apps-in-toss/web-framework` and the like, as the build wrote it down; `undefined` where it did not. */
  readonly sdkVersion: string | undefined;
  readonly permissions: readonly Permission[];
  readonly index: readonly IndexEntry[];
  /** Every file by its path inside the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Of the whole file as it lies on the disk, in hex: names the bundle in a report. */
  readonly sha256: string;
}

const isReactNative = (path: string) => /(^|\/)bundle\.(android|ios)[^/]*\.(js|hbc)(\.map)?$/.test(path);

/** Whether a file is one that the platform's build adds to a web mini-app: the React Native shell around it, and its maps. */
export const isOfPlatform = ({ platform }: Bundle, path: string) => platform === 'web' && isReactNative(path);

/** Files by their path, and what is in them. */
export type OwnFiles = readonly (readonly [string, Uint8Array])[];

/** The files that the mini-app brings itself. */
export const ownFiles = (bundle: Bundle): OwnFiles =>
  [...bundle.files].filter(([path]) => !isOfPlatform(bundle, path));

export const isSourceMap = (path: string) => path.endsWith('.map');

export const isScript = (path: string) => /\.[cm]?js$/.test(path);

/** Texts that a person may have written, or a build may have filled in. */
export const isText = (path: string) =>
  /\.([cm]?jsx?|[cm]?tsx?|html?|css|json|txt|md|xml|svg|ya?ml|webmanifest)$/.test(path);
