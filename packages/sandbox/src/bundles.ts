/**
 * The strict reader of bundles and archives, for Node. `@ait-iap/release` and the release desk of `serve` use it. Reading a
 * bundle needs `@apps-in-toss/ait-format`. Unpacking an archive does not.
 *
 * @packageDocumentation
 */

export type { Bundle, BundleHead, IndexEntry, Permission } from './bundles/bundle.js';
export { readBundle } from './bundles/read-bundle.js';
export { unpackArchive } from './bundles/unpack-archive.js';
export { UnreadableBundleError, type UnreadableReason } from './bundles/unreadable-bundle-error.js';
