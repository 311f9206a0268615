// Starts a sandbox and the backend that the command names, and uses it as a mini-app does. The backend finds in its environment
// where to listen (PORT), whom to ask (PARTNER_URL), its ledger (LEDGER), and the certificate as `certificateFromEnvironment`
// reads it.
//   node shared/check.mjs [--cron] [--no-ledger] [--no-sigterm] -- <command>
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { scenario } from './scenario.mjs';

const separator = process.argv.indexOf('--');
const options = process.argv.slice(2, separator);
const [command, ...args] = process.argv.slice(separator + 1);

const dir = mkdtempSync(join(tmpdir(), 'stack-'));
const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:', rate: 0 });
const { ca, client } = served.certificates;
const files = { cert: join(dir, 'client.crt'), key: join(dir, 'client.key'), ca: join(dir, 'ca.crt') };
writeFileSync(files.cert, client.cert);
writeFileSync(files.key, client.key);
writeFileSync(files.ca, ca);
const ledger = join(dir, 'ledger.db');
// With --no-ledger the backend keeps it somewhere else, such as in PostgreSQL.
const init = options.includes('--no-ledger')
  ? { status: 0 }
  : spawnSync('npx', ['ait-iap-server', 'init', '--database', ledger], { encoding: 'utf8' });
if (init.status !== 0) throw new Error(init.stdout + init.stderr);

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  PORT: String(port),
  PARTNER_URL: served.partnerUrl,
  LEDGER: ledger,
  AIT_IAP_CLIENT_CERT: client.cert,
  AIT_IAP_CLIENT_KEY: client.key,
  AIT_IAP_CA: ca,
  CERT_FILE: files.cert,
  KEY_FILE: files.key,
  CA_FILE: files.ca,
};
const started = performance.now();
const backend = spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
const ended = new Promise((resolve) => backend.once('exit', (code, signal) => resolve(code ?? signal)));
try {
  await up(`${url}/iap/healthz`);
  console.log(`figure: first answer ${Math.round(performance.now() - started)} ms after the start`);
  await scenario(url, served.sandbox, { cron: options.includes('--cron') });
  if (!options.includes('--no-sigterm')) {
    process.kill(backend.pid, 'SIGTERM');
    const late = setTimeout(() => {
      console.error('SIGTERM did not end it within 15 seconds.');
      process.exitCode = 1;
      process.kill(-backend.pid, 'SIGKILL');
    }, 15_000);
    await ended;
    clearTimeout(late);
  }
} finally {
  try {
    process.kill(-backend.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  await served.close();
  rmSync(dir, { recursive: true, force: true });
}
console.log('ok');

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address();
      probe.close(() => resolve(found));
    });
  });
}

/** Until it answers; the runner ends what never comes up. */
async function up(address) {
  let last = 'no answer';
  for (let tries = 0; tries < 1_200; tries++) {
    const exited = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
    if (exited !== undefined) throw new Error(`The backend has ended (${exited}) before it answered.`);
    try {
      const response = await fetch(address);
      if (response.status === 200) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = String(error.cause ?? error);
    }
  }
  throw new Error(`The backend did not come up: ${last}`);
}
