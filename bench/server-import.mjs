// How long a cold `import '@ait-iap/server'` takes, against `import 'ky'` plus `import 'zod/mini'`.
// Run `npm run build` first, then `node bench/server-import.mjs [rounds]`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const LIMIT = 1.5;
const rounds = Number(process.argv[2] ?? 25);
const run = promisify(execFile);
const sets = { baseline: ['ky', 'zod/mini'], ours: ['@ait-iap/server'] };
const measured = { baseline: [], ours: [] };

/** CPU time and time on the clock of importing modules in a new process, in milliseconds. */
async function importOnce(modules) {
  const imports = modules.map((name) => `await import('${name}');`).join(' ');
  const program = `
    const cpu = process.cpuUsage(); const start = performance.now();
    ${imports}
    const time = performance.now() - start; const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify([time, (user + system) / 1000]));`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await run(process.execPath, args, { cwd: import.meta.dirname });
  return JSON.parse(stdout);
}

for (let round = 0; round < rounds; round += 1) {
  for (const [name, modules] of Object.entries(sets)) measured[name].push(await importOnce(modules));
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const time = (name) => median(measured[name].map(([ms]) => ms));
const cpu = (name) => median(measured[name].map(([, ms]) => ms));
for (const [name, modules] of Object.entries(sets)) {
  console.log(
    `${modules.join(' + ').padEnd(20)} ${time(name).toFixed(1)} ms, ${cpu(name).toFixed(1)} ms of CPU`,
  );
}
const ratio = time('ours') / time('baseline');
console.log(`ratio ${ratio.toFixed(2)} (time), ${(cpu('ours') / cpu('baseline')).toFixed(2)} (CPU)`);
if (ratio > LIMIT) {
  console.error(`Importing @ait-iap/server takes more than ${LIMIT} times as long.`);
  process.exitCode = 1;
}
