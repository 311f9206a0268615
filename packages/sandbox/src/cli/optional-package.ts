import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SandboxError } from '../errors/sandbox-error.js';

/** Where to look for a package: beside this one, and in the project. A package manager may separate the two. */
const PLACES = [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href];

/**
 * Loads an optional package.
 * @throws SandboxError `PACKAGE_NOT_INSTALLED`, whose message says what to install
 */
export async function loadOptionalPackage<Exports>(name: string, places = PLACES): Promise<Exports> {
  for (const place of places) {
    const path = resolveFrom(place, name);
    if (path !== undefined) return (await import(pathToFileURL(path).href)) as Exports;
  }
  throw new SandboxError(
    'PACKAGE_NOT_INSTALLED',
    `Failed to run this command: the package ${name} is not installed. Run \`npm install --save-dev ${name}\`. ` +
      `(${name} 패키지가 없어요. \`npm install --save-dev ${name}\` 로 설치해 주세요.)`,
  );
}

function resolveFrom(place: string, name: string): string | undefined {
  try {
    return createRequire(place).resolve(name);
  } catch {
    return undefined;
  }
}
