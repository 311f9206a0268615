/**
 * A Vite plugin. In development the mini-app runs on the sandbox in a desktop browser, with SDK 2.x or 3.x. A build
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
 * In `vite` (the development server) it starts a sandbox unless one already runs, ends it with the server, puts
 * `/bridge.js` into the page, replaces the official module for SDK 3.x, and shows a badge that opens the panel. In
 * `vite build` it fails if the bundle contains sandbox code, and shows the chain of imports that brought it in.
 */
export function tossSandbox(options: TossSandboxOptions = {}): Plugin[] {
  const { guard = true } = options;
  return [devPlugin(options), ...(guard ? [buildGuard()] : [])];
}
