// What a browser loads for the first screen of the console, gzipped: its page, its styles, its script and whatever that
// imports. Run `npm run build` first, then `npm run size`. Fails over the limit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;
const folder = fileURLToPath(new URL('../packages/sandbox/dist/console', import.meta.url));

const page = readFileSync(join(folder, 'index.html'), 'utf8');
const files = new Set();
const waiting = [...page.matchAll(/(?:src|href)="\/assets\/([\w.-]+)"/g)].map(([, name]) => name);
for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
  if (files.has(name)) continue;
  files.add(name);
  if (!name.endsWith('.js')) continue;
  const code = readFileSync(join(folder, 'assets', name), 'utf8');
  // Only what is imported at once: `import()` waits for its screen.
  for (const [, imported] of code.matchAll(/(?:from|import)"\.\/([\w.-]+)"/g)) waiting.push(imported);
}

const sizes = [...files].map((name) => [
  name,
  gzipSync(readFileSync(join(folder, 'assets', name)), { level: 9 }).length,
]);
const total = gzipSync(page, { level: 9 }).length + sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes.sort(([, one], [, other]) => other - one))
  console.log(`  ${size} B  ${name}`);
console.log(
  `${total <= LIMIT ? 'ok' : 'TOO MUCH'}: first screen of the console: ${total} B of ${LIMIT} B, gzipped`,
);
if (total > LIMIT) process.exitCode = 1;
