import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SandboxError } from '../errors/sandbox-error.js';

/**
 * Searches upwards for the package's folder, because this module runs from `dist/` when published and from `src/` in
 * tests.
 */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/**
 * Reads the script of `GET /bridge.js`, which the build creates.
 * @throws SandboxError `NOT_BUILT` if it was not built yet
 */
export function readBridgeScript(): string {
  const path = join(packageFolder(), 'dist', 'bridge.js');
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SandboxError(
      'NOT_BUILT',
      'Failed to read /bridge.js: it is not built. Run `npm run build` first.',
      {
        cause,
      },
    );
  }
}

/** The version in the package's own `package.json`. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return String((JSON.parse(text) as { version?: unknown }).version ?? '');
}
