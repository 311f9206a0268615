import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SandboxError } from '../errors/sandbox-error.js';

const READER = '@apps-in-toss/ait-format';

/** What the official package reads bundles with. */
export type OfficialReader = typeof import('@apps-in-toss/ait-format');

/**
 * The official reader of bundles. It is an optional peer: whoever deploys has it with the official command line, here or in the
 * folder where this runs.
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
