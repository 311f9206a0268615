import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'test/stacks/results.json';

/** What each stack gave when it was last recorded. */
export function readResults() {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : [];
}

/** Keeps what the table says, without the output of the runs. */
export function writeResults(results) {
  const rows = results
    .map(({ output: _, ...result }) => ({ ...result, node: result.node ?? process.version }))
    .sort((one, other) => one.name.localeCompare(other.name));
  writeFileSync(FILE, `${JSON.stringify(rows, null, 2)}\n`);
}
