import { readFile, writeFile } from 'node:fs/promises';
import { BundleFormat } from '@apps-in-toss/ait-format';
import { type CheckReport, checkBundle } from '../check/check-bundle.js';
import { checkPlugin } from '../plugin/check-plugin.js';
import { humanReport } from '../report/human.js';
import { junitReport } from '../report/junit.js';
import { sarifReport } from '../report/sarif.js';
import { bundleAt } from './bundle-at.js';
import type { CliContext } from './cli-context.js';
import { configuredAppName } from './configured-app-name.js';
import type { GivenArguments } from './read-arguments.js';
import { UsageError } from './usage-error.js';

/** Checks a bundle or a plugin and prints the findings. Returns the exit code: 0 nothing is refused, else 1. */
export async function checkCommand(given: GivenArguments, context: CliContext): Promise<number> {
  const content = await bundleAt(given.bundle);
  const report = isPlugin(given, content)
    ? await pluginReport(content, given)
    : await bundleReport(content, given, context);
  if (given.junit !== undefined) await writeFile(given.junit, junitReport(report, given.language));
  if (given.sarif !== undefined) await writeFile(given.sarif, sarifReport(report, given.language));
  context.out(given.json ? JSON.stringify(report) : humanReport(report, given.language));
  return report.ok ? 0 : 1;
}

/** A bundle has the extension .ait, also in the older format. A plugin is a .zip, or its kind is given. */
const isPlugin = ({ bundle, plugin, acl }: GivenArguments, content: Uint8Array) =>
  plugin !== undefined || acl !== undefined || (/\.zip$/i.test(bundle) && BundleFormat.isZIP(content));

const pluginReport = (content: Uint8Array, { plugin, acl }: GivenArguments) =>
  checkPlugin(content, {
    ...(plugin === undefined ? {} : { kind: plugin }),
    ...(acl === undefined ? {} : { acl }),
  });

async function bundleReport(
  content: Uint8Array,
  given: GivenArguments,
  { fetch }: CliContext,
): Promise<CheckReport> {
  const appName = configuredAppName(given.config, given.bundle);
  return checkBundle(content, {
    backends: given.backends,
    askFoundBackends: !given.onlyNamed,
    liveSince2x: given.liveSince2x,
    fetch,
    ...(given.certificate === undefined ? {} : { certificate: await certificateAt(given.certificate) }),
    ...(appName === undefined ? {} : { configuredAppName: appName }),
  });
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
