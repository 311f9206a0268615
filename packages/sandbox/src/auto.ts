/**
 * Sandbox mode in one line: `import '@ait-iap/sandbox/auto'` before anything is bought.
 *
 * The drop-in functions of `@ait-iap/client`, and in a page the unmodified official SDK too, then talk to a world inside
 * the page or process. For development only: a production build must not contain this import.
 *
 * @example
 * import '@ait-iap/sandbox/auto';
 * import { getProductItemList } from '@ait-iap/client';
 * await getProductItemList();
 *
 * @packageDocumentation
 */

import { startAuto } from './auto/start-auto.js';

export type { AutoSandbox } from './auto/start-auto.js';

const auto = startAuto();

/** The sandbox behind the drop-in functions: refund an order, arm a fault, move the clock. */
export const sandbox = auto.sandbox;

/** The one Toss app of this page or process. */
export const bridge = auto.bridge;
