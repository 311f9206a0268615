import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import type { EvidenceAdapter } from '../evidence/adapter.js';
import { collectEvidence } from '../evidence/collect-evidence.js';
import type { EvidenceRow } from '../evidence/evidence.js';
import { evidenceHtml } from '../evidence/evidence-html.js';
import { evidenceJunit } from '../evidence/evidence-junit.js';
import { launchChromium } from '../evidence/launch-chromium.js';
import type { Language } from '../text/both.js';
import { bundleAt } from './bundle-at.js';
import type { CliContext } from './cli-context.js';
import type { EvidenceArguments } from './read-evidence-arguments.js';
import { servedAppName } from './served-app-name.js';
import { UsageError } from './usage-error.js';

const WORDS = {
  ko: { pass: '통과', fail: '실패', 'by-hand': '직접 확인' },
  en: { pass: 'passed', fail: 'failed', 'by-hand': 'by hand' },
} as const;

/** Plays the review's scenarios and writes the report. Returns the exit code: 0 if no row failed, else 1. */
export async function evidenceCommand(
  given: EvidenceArguments,
  { environment, out }: CliContext,
): Promise<number> {
  const content = await bundleAt(given.bundle);
  const appName = await servedAppName(given.dir, content);
  const adapter = await adapterAt(given.adapter);
  const browser = await launchChromium(environment);
  const served = await serveSandbox({
    db: ':memory:',
    settings: { appName },
    ...(given.dir === undefined ? {} : { dir: given.dir }),
    ...(given.port === undefined ? {} : { port: given.port }),
    ...(given.partnerPort === undefined ? {} : { partnerPort: given.partnerPort }),
  }).catch(async (error: unknown) => {
    await browser.close();
    throw error instanceof Error ? new UsageError({ en: error.message, ko: error.message }) : error;
  });
  try {
    const evidence = await collectEvidence(content, {
      browser,
      served,
      backends: given.backends,
      adapter,
      ...(given.userKey === undefined ? {} : { userKey: given.userKey }),
      onRow: (row) => out(rowLine(row, given.language)),
    });
    await writeFile(given.out, evidenceHtml(evidence));
    if (given.junit !== undefined) await writeFile(given.junit, evidenceJunit(evidence, given.language));
    out(given.out);
    return evidence.ok ? 0 : 1;
  } finally {
    await served.close();
    await browser.close();
  }
}

const rowLine = ({ id, verdict, seen }: EvidenceRow, language: Language) =>
  `${WORDS[language][verdict].padEnd(8)} ${id}\n         ${seen[language]}`;

async function adapterAt(path: string | undefined): Promise<EvidenceAdapter> {
  if (path === undefined) return {};
  try {
    const module: { default?: EvidenceAdapter } = await import(pathToFileURL(resolve(path)).href);
    return module.default ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new UsageError({
      en: `Failed to load the adapter ${path}: ${reason}`,
      ko: `어댑터 ${path}을(를) 불러오지 못했어요: ${reason}`,
    });
  }
}
