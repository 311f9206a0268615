// CPU for `import '@ait-iap/sandbox'` until a world answers; each run is its own process. The best of five counts:
// the rest is other work of the machine.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 30;
const RUNS = 5;
const ENTRY = new URL('../packages/sandbox/dist/index.js', import.meta.url).href;
const PROGRAM = `
const before = process.cpuUsage();
const { createSandbox } = await import(${JSON.stringify(ENTRY)});
const imported = process.cpuUsage(before);
await createSandbox().bridge({ userKey: 'user-1' }).call('iapGetProductItemList', []);
const ready = process.cpuUsage(before);
const ms = ({ user, system }) => (user + system) / 1000;
console.log(JSON.stringify([ms(imported), ms(ready)]));
`;

const run = () =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
    }),
  );
const runs = Array.from({ length: RUNS }, run).sort((a, b) => a[1] - b[1]);
const [imported, ready] = runs[0];
console.log(
  `import: ${imported.toFixed(1)} ms of CPU, until a list of products is there: ${ready.toFixed(1)} ms`,
);
if (ready > LIMIT_MS) {
  console.error(`over the limit of ${LIMIT_MS} ms`);
  process.exitCode = 1;
}
