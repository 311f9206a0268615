// Whole purchases a second on one `serve` with its file, so many at once, each over the control API:
// `node bench/serve-purchases.mjs [at once] [seconds]`. Needs `npm run build`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const [atOnce = 16, seconds = 5] = process.argv.slice(2).map(Number);
const BIN = resolve('packages/sandbox/bin/ait-iap-sandbox.js');
const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
const args = [BIN, 'serve', '--port', '0', '--partner-port', '0', '--json', '--quiet'];
const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = await once(createInterface({ input: child.stdout }), 'line');
const { pageUrl } = JSON.parse(line);

const times = [];
let until = performance.now() + 1_000;
await buyers();
// Once warm, as on a server that has run for a minute.
times.length = 0;
const before = processorSeconds();
const began = performance.now();
until = began + seconds * 1_000;
await buyers();
const took = (performance.now() - began) / 1_000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
console.log(
  `${(times.length / took).toFixed(0)} purchases a second at ${atOnce} at once, ${times.length} in ${took.toFixed(1)} s`,
);
console.log(`milliseconds each: median ${at(0.5)}, 99 of 100 ${at(0.99)}`);
const busy = processorSeconds() - before;
if (busy > 0)
  console.log(`the sandbox itself: ${((busy * 1_000) / times.length).toFixed(2)} ms of one core for each`);
child.kill();
await once(child, 'exit');
rmSync(folder, { recursive: true, force: true });

function buyers() {
  return Promise.all(Array.from({ length: atOnce }, (_, index) => buyer(index)));
}

async function buyer(index) {
  const body = JSON.stringify({ userKey: `user-${index}`, sku: 'ait.sandbox.consumable-1' });
  while (performance.now() < until) {
    const start = performance.now();
    const answer = await fetch(`${pageUrl}/api/purchases`, { method: 'POST', body });
    const { outcome } = await answer.json();
    if (outcome !== 'granted') throw new Error(`A purchase ended ${outcome}.`);
    times.push(performance.now() - start);
  }
}

/** What the sandbox has used of processors so far, on Linux; it does not depend on other work of the machine. */
function processorSeconds() {
  const path = `/proc/${child.pid}/stat`;
  if (!existsSync(path)) return 0;
  const fields = readFileSync(path, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
