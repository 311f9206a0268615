import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from './guide-blocks.mjs';
import { openTerminal } from './terminal.mjs';

/** The sandbox in your test suite: every block that runs, and the one for Vitest in Vitest. */
export async function playTestSuites({ folder, env, tarballs }) {
  const terminal = openTerminal({ folder, env });
  await terminal.run('npm init -y');
  const packages = ['client', 'server', 'sandbox', 'protocol'].map((name) => tarballs[`@ait-iap/${name}`]);
  await terminal.run(`npm install --save-dev vitest ${packages.join(' ')}`);
  const blocks = blocksOf('docs/test-suites.md').filter(({ language }) => language === 'ts');
  for (const [index, { code }] of blocks.filter(({ runs }) => runs).entries()) {
    writeFileSync(join(folder, `block-${index}.mts`), code);
    await terminal.run(`node --no-warnings --experimental-strip-types block-${index}.mts`);
  }
  const suites = blocks.filter(({ code, runs }) => !runs && code.includes("'@ait-iap/sandbox/vitest'"));
  for (const [index, { code }] of suites.entries())
    writeFileSync(join(folder, `suite-${index}.test.ts`), code);
  await terminal.run('npx vitest run');
}
