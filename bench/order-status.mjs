// What a call of getOrderStatus costs over local mutual TLS, against a raw undici.request with JSON.parse on the same 8 connections.
// Run `npm run build` first, then `node bench/order-status.mjs [calls] [rounds]`.
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const LIMIT = 1.3;
const calls = process.argv[2] ?? '8000';
const rounds = Number(process.argv[3] ?? 5);
const folder = import.meta.dirname;
const baseline = 'undici.request';
const ours = '@ait-iap/server';
const ways = [
  baseline,
  ours,
  'node:https',
  'undici.fetch',
  'ky over undici.fetch',
  '@ait-iap/server with fetch',
  'axios',
];

const server = fork(`${folder}/order-status-server.mjs`, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const [line] = await once(server.stdout, 'data');
const run = promisify(execFile);
// Not an argument: the command line of a failed process is printed, and this holds a key.
const env = { ...process.env, BENCH_PARTNER: String(line) };
const measured = new Map(ways.map((way) => [way, []]));

// Round by round, so that what else the machine does hits all of them alike.
for (let round = 0; round < rounds; round += 1) {
  for (const way of ways) {
    const { stdout } = await run(process.execPath, [`${folder}/order-status-client.mjs`, way, calls], {
      env,
    });
    measured.get(way).push(Number(stdout));
  }
}
server.disconnect();

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
/** The ratio within each round, then the median of those. */
const ratio = (way) => median(measured.get(way).map((cpu, round) => cpu / measured.get(baseline)[round]));

console.log(`CPU of a call, median of ${rounds} rounds of ${calls} calls, Node ${process.version}`);
for (const way of ways) {
  console.log(
    `${way.padEnd(28)} ${median(measured.get(way)).toFixed(1).padStart(8)} µs ${ratio(way).toFixed(2).padStart(6)} ×`,
  );
}
if (ratio(ours) > LIMIT) {
  console.error(`${ours} costs more than ${LIMIT} × ${baseline}.`);
  process.exitCode = 1;
}
