import type { Bundle } from '@ait-iap/sandbox/bundles';

export type { Bundle };

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
