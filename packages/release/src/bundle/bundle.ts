import type { Bundle } from '@ait-iap/sandbox/bundles';

export type { Bundle };

const isReactNative = (path: string) => /(^|\/)bundle\.(android|ios)[^/]*\.(js|hbc)(\.map)?$/.test(path);

/** Whether the platform's build added a file to a web mini-app: the React Native shell and its source maps. */
export const isOfPlatform = ({ platform }: Bundle, path: string) => platform === 'web' && isReactNative(path);

/** Files by their path, with their content. */
export type OwnFiles = readonly (readonly [string, Uint8Array])[];

/** The mini-app's own files. */
export const ownFiles = (bundle: Bundle): OwnFiles =>
  [...bundle.files].filter(([path]) => !isOfPlatform(bundle, path));

/** Whether a file is a source map, by its name. */
export const isSourceMap = (path: string) => path.endsWith('.map');

/** Whether a file is a script, by its name. */
export const isScript = (path: string) => /\.[cm]?js$/.test(path);

/** Names of files that may contain text of a person or of the build. */
export const isText = (path: string) =>
  /\.([cm]?jsx?|[cm]?tsx?|html?|css|json|txt|md|xml|svg|ya?ml|webmanifest)$/.test(path);
