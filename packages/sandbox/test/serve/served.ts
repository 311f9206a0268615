import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServedSandbox, ServeOptions } from '../../src/serve/serve-options.js';
import { serveSandbox } from '../../src/serve/serve-sandbox.js';

/** A folder of its own, removed by `remove`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'ait-iap-serve-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Serves a sandbox on free ports out of `dir`. */
export function serveOn(dir: string, options: ServeOptions = {}): Promise<ServedSandbox> {
  return serveSandbox({ port: 0, partnerPort: 0, dir, ...options });
}
