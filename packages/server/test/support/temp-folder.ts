import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of its own, and the way to be rid of it. */
export function tempFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'ait-iap-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
