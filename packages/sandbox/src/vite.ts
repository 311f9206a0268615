/**
 * A Vite plugin: in development the mini-app runs on the sandbox, in a desktop browser, with SDK 2.x and 3.x alike; a build
 * that contains sandbox code fails.
 *
 * @example
 * // vite.config.ts
 * import { tossSandbox } from '@ait-iap/sandbox/vite';
 * import { defineConfig } from 'vite';
 * export default defineConfig({ plugins: [tossSandbox({ userKey: 'user-1' })] });
 *
 * @packageDocumentation
 */

import type { Plugin } from 'vite';
import { buildGuard } from './vite/build-guard.js';
import { devPlugin } from './vite/dev-plugin.js';
import type { TossSandboxOptions } from './vite/plugin-options.js';

export type { SdkLine } from './page/sdk-line.js';
export type { TossSandboxOptions } from './vite/plugin-options.js';

/**
 * In `vite` (the development server): starts a sandbox unless one runs, and ends it with the server; puts `/bridge.js` into
 * the page; for SDK 3.x puts the stand-in in front of the official module; shows a badge that opens the sandbox.
 * In `vite build`: fails if sandbox code has got into the bundle, with the chain of imports that brought it in.
 */
export function tossSandbox(options: TossSandboxOptions = {}): Plugin[] {
  const { guard = true } = options;
  return [devPlugin(options), ...(guard ? [buildGuard()] : [])];
}
