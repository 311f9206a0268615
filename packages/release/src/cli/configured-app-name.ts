import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './usage-error.js';

const NAMES = ['granite.config', 'apps-in-toss.config'];
const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.json'];

/**
 * Reads the `appName` of the project's configuration from its text, without running it. `undefined` if there is no such
 * file or the name is not a literal in it.
 * @throws {UsageError} if a named file does not exist
 */
export function configuredAppName(given: string | undefined, bundle: string): string | undefined {
  if (given !== undefined && !existsSync(given))
    throw new UsageError({
      en: `Failed to read the configuration: ${given} is not there.`,
      ko: `설정 파일 ${given}이(가) 없어요.`,
    });
  const file = given ?? candidates(bundle).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  return /\bappName["']?\s*:\s*["'`]([^"'`$]+)["'`]/.exec(readFileSync(file, 'utf8'))?.[1];
}

const candidates = (bundle: string) =>
  [dirname(bundle), join(dirname(bundle), '..'), '.'].flatMap((folder) =>
    NAMES.flatMap((name) => ENDINGS.map((ending) => join(folder, `${name}${ending}`))),
  );
