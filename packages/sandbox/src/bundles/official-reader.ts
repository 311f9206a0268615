import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SandboxError } from '../errors/sandbox-error.js';

const READER = '@apps-in-toss/ait-format';

/** The reader of the official package. */
export type OfficialReader = typeof import('@apps-in-toss/ait-format');

/**
 * Loads the official reader of bundles. It is an optional peer dependency. Developers who deploy have it from the
 * official command line, beside this package or in the current folder.
 * @throws SandboxError `READER_MISSING`
 */
export async function officialReader(): Promise<OfficialReader> {
  try {
    return await import('@apps-in-toss/ait-format');
  } catch {
    return readerOfProject();
  }
}

async function readerOfProject(): Promise<OfficialReader> {
  try {
    const path = createRequire(join(process.cwd(), 'package.json')).resolve(READER);
    const reader = (await import(pathToFileURL(path).href)) as OfficialReader & { default?: OfficialReader };
    return reader.default ?? reader;
  } catch (cause) {
    const message = `Failed to read the bundle: ${READER} is not installed. Run \`npm install -D ${READER}\`, and start the sandbox again.`;
    throw new SandboxError('READER_MISSING', message, { cause });
  }
}
