// Builds the Dockerfile of docs/other-languages.md with the packed packages, and reaches the sandbox in it from a second container:
// by its name, with the token, and with the certificates of a shared volume. Needs a Docker engine and the image node:24-slim.
//   npm run build && npm run test:container                      what follows -- goes to docker build
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { blocksOf } from './guides/guide-blocks.mjs';
import { until } from './guides/terminal.mjs';
import { packPackages } from './stacks/pack-packages.mjs';

const FILE = blocksOf('docs/other-languages.md').find(({ language }) => language === 'dockerfile').code;
const TOKEN = /"--token", "([^"]+)"/.exec(FILE)[1];
const [NAME, CLIENT] = ['sandbox', 'sandbox-client'];

/** What runs in the second container: buys, and asks the partner API as a backend does. Prints the answer. */
const BACKEND = `
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
const bought = await fetch('http://${NAME}:4600/api/purchases', {
  method: 'POST',
  headers: { authorization: 'Bearer ${TOKEN}', 'content-type': 'application/json' },
  body: JSON.stringify({ sku: 'ait.sandbox.consumable-1', userKey: 'user-1', grant: 'none' }),
});
const { order } = await bought.json();
const [ca, cert, key] = ['ca.crt', 'client.crt', 'client.key'].map((name) => readFileSync('/shared/certs/' + name));
const headers = { 'content-type': 'application/json', 'x-toss-user-key': 'user-1' };
const url = 'https://${NAME}:4601/api-partner/v1/apps-in-toss/order/get-order-status';
const asked = request(url, { method: 'POST', ca, cert, key, headers }, (answer) => answer.pipe(process.stdout));
asked.end(JSON.stringify({ orderId: order.orderId }));
`;

if (docker('info', '--format', '{{.ServerVersion}}').status !== 0) {
  console.log('  skip  there is no Docker engine here');
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}

const context = mkdtempSync(join(tmpdir(), 'container-'));
// Of the image, the network and the volume.
const own = basename(context).toLowerCase();
try {
  await writeContext();
  done('build', '--tag', own, ...process.argv.slice(2), context);
  done('network', 'create', own);
  const shared = ['--network', own, '--volume'];
  done('run', '--detach', '--name', NAME, ...shared, `${own}:/sandbox/.ait-iap`, own);
  await until('the container is healthy', () => inspect(NAME, '{{.State.Health.Status}}') === 'healthy', 90);
  const volumes = [`${own}:/shared`, '--volume', `${join(context, 'backend.mjs')}:/backend.mjs`];
  const answer = JSON.parse(
    done('run', '--name', CLIENT, ...shared, ...volumes, 'node:24-slim', 'node', '/backend.mjs'),
  );
  assert.equal(answer.success.status, 'PAYMENT_COMPLETED');
  const before = performance.now();
  done('stop', NAME);
  assert.equal(inspect(NAME, '{{.State.ExitCode}}'), '0', 'SIGTERM ends the sandbox');
  assert.ok(performance.now() - before < 9_000, 'and not the SIGKILL after ten seconds');
  const version = done('version', '--format', '{{.Server.Version}}');
  console.log(
    `  ok    Docker ${version}: built, healthy, reached by name over mutual TLS, ended by docker stop`,
  );
  console.log('1 passed, 0 failed');
} catch (error) {
  console.error(`  FAILS ${error.message}\n${docker('logs', NAME).stderr}`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  docker('rm', '--force', NAME, CLIENT);
  docker('network', 'rm', own);
  docker('volume', 'rm', own);
  docker('image', 'rm', own);
  rmSync(context, { recursive: true, force: true });
}

/** The folder that is built: no registry has the packages yet, so the install takes the packed ones. */
async function writeContext() {
  const tarballs = await packPackages(context);
  const files = ['protocol', 'sandbox'].map((name) => tarballs[`@ait-iap/${name}`].slice('file:'.length));
  for (const file of files) copyFileSync(file, join(context, basename(file)));
  const packed = files.map((file) => `/packed/${basename(file)}`).join(' ');
  const installs = FILE.replace(
    /^RUN npm install (.*)@ait-iap\/sandbox$/m,
    `COPY *.tgz /packed/\nRUN npm install $1${packed}`,
  );
  assert.notEqual(installs, FILE, 'the Dockerfile installs the sandbox');
  writeFileSync(join(context, 'Dockerfile'), installs);
  writeFileSync(join(context, 'backend.mjs'), BACKEND);
}

function docker(...args) {
  return spawnSync('docker', args, { encoding: 'utf8' });
}

/** @returns what a command printed. The command must succeed. */
function done(...args) {
  const { status, stdout, stderr } = docker(...args);
  assert.equal(status, 0, `docker ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout.trim();
}

function inspect(container, what) {
  return docker('inspect', container, '--format', what).stdout.trim();
}
