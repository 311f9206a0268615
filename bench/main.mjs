// `npm run bench`: one run, one table, written to docs/performance.md. Needs a build, ten minutes, and a machine that does nothing else:
// the load of the machine is written beside the figures.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROGRAMS } from './table/programs.mjs';

const DOCUMENT = 'docs/performance.md';
const MARKS = ['<!-- written by npm run bench -->', '<!-- end of what npm run bench writes -->'];
const run = promisify(execFile);

async function rowsOf({ file, args = [], rows }) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // A program that breaks its own limit still has a figure: the table says it.
  const { stdout } = await run(process.execPath, [path, ...args]).catch((failed) => failed);
  return rows(stdout ?? '').map((row) => ({ ...row, program: `bench/${file}` }));
}

const load = [loadavg()[0]];
const table = [];
for (const program of PROGRAMS) {
  try {
    table.push(...(await rowsOf(program)));
  } catch (error) {
    console.error(`${program.file}: ${error.message}`);
    process.exitCode = 1;
  }
  load.push(loadavg()[0]);
  console.log(`${program.file} is done`);
}
const lines = table.map(
  ({ what, against, measured, aim, program }) =>
    `| ${what} | ${against} | ${measured} | ${aim} | \`${program}\` |`,
);
const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'a machine'}, Node ${process.version.slice(1)}`;
const text = `One run on ${new Date().toISOString().slice(0, 10)}: ${machine}. Load of the machine during it: ${Math.min(...load).toFixed(1)} to ${Math.max(...load).toFixed(1)}.

| what | against | measured | aim | program |
| --- | --- | --- | --- | --- |
${lines.join('\n')}`;
const [before, rest = ''] = readFileSync(DOCUMENT, 'utf8').split(MARKS[0]);
const after = rest.split(MARKS[1])[1] ?? '\n';
writeFileSync(DOCUMENT, `${before}${MARKS[0]}\n\n${text}\n\n${MARKS[1]}${after}`);
console.log(`\n${text}`);
