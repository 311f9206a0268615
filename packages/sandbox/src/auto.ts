/**
 * Sandbox mode in one line: `import '@ait-iap/sandbox/auto'` before the first purchase.
 *
 * The drop-in functions of `@ait-iap/client` then use a world inside the page or process. In a page the unmodified
 * official SDK does too. For development only: a production build must not contain this import.
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

/** The Toss app of this page or process. */
export const bridge = auto.bridge;
