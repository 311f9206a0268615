import { readFile, writeFile } from 'node:fs/promises';
import { checkBundle } from '../check/check-bundle.js';
import { humanReport } from '../report/human.js';
import { junitReport } from '../report/junit.js';
import { sarifReport } from '../report/sarif.js';
import { bundleAt } from './bundle-at.js';
import type { CliHost } from './cli-host.js';
import { configuredAppName } from './configured-app-name.js';
import type { GivenArguments } from './read-arguments.js';
import { UsageError } from './usage-error.js';

/** Checks a bundle and tells what was found. Gives the exit code: 0 nothing is refused, 1 something is. */
export async function checkCommand(given: GivenArguments, { out, fetch }: CliHost): Promise<number> {
  const appName = configuredAppName(given.config, given.bundle);
  const report = await checkBundle(await bundleAt(given.bundle), {
    backends: given.backends,
    askFoundBackends: !given.onlyNamed,
    liveSince2x: given.liveSince2x,
    fetch,
    ...(given.certificate === undefined ? {} : { certificate: await certificateAt(given.certificate) }),
    ...(appName === undefined ? {} : { configuredAppName: appName }),
  });
  if (given.junit !== undefined) await writeFile(given.junit, junitReport(report, given.language));
  if (given.sarif !== undefined) await writeFile(given.sarif, sarifReport(report, given.language));
  out(given.json ? JSON.stringify(report) : humanReport(report, given.language));
  return report.ok ? 0 : 1;
}

async function certificateAt(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new UsageError({
      en: `Failed to read the certificate: ${path} is not there or cannot be read.`,
      ko: `인증서 ${path}이(가) 없거나 읽을 수 없어요.`,
    });
  }
}
