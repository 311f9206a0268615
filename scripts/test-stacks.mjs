// Tries the packed packages in the stacks that people have: each folder of test/stacks is its own application. It is
// installed with npm as a user would do it, and tested. Its dependencies are not among ours, so that `npm ci` stays quick.
//   npm run build && npm run test:stacks                 all of them
//   npm run test:stacks -- jest express                  the stacks whose names begin so
//   npm run test:stacks -- --record                      writes the table of docs/stacks.md as well
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages } from './stacks/pack-packages.mjs';
import { readResults, writeResults } from './stacks/results.mjs';
import { listStacks } from './stacks/stack-list.mjs';
import { tryStack } from './stacks/try-stack.mjs';
import { writeTable } from './stacks/write-table.mjs';

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const record = process.argv.includes('--record');

const home = join(tmpdir(), `ait-iap-stacks-${process.pid}`);
mkdirSync(home, { recursive: true });
const stacks = listStacks().filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
);
const tarballs = await packPackages(home);

const results = [];
for (const stack of stacks) {
  const result = await tryStack(stack, { home, tarballs });
  results.push(result);
  // At once, so that what was run is kept when a later one is ended by hand.
  if (record) writeResults([...readResults().filter(({ name }) => name !== result.name), result]);
  const times = `installed in ${result.installSeconds} s, tested in ${result.testSeconds} s`;
  console.log(`  ${result.ok ? 'ok   ' : 'FAILS'} ${stack.name}: ${result.versions.join(', ')} (${times})`);
  if (!result.ok) console.error(result.output);
  else if (result.figures.length > 0) console.log(result.figures.map((line) => `        ${line}`).join('\n'));
}
rmSync(home, { recursive: true, force: true });
if (record) writeTable(readResults());

const failed = results.filter(({ ok }) => !ok);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
