// `npm start`: the sandbox, the example partner backend and the example mini-app, each healthy before the next.
import { requireFreePort } from './port-check.mjs';
import { startService } from './service.mjs';

const PORTS = [
  [4600, 'the sandbox'],
  [4601, "the sandbox's partner API"],
  [4610, 'the example backend'],
  [4620, 'the example mini-app'],
];

const SERVICES = [
  {
    name: 'sandbox',
    command: 'node',
    args: ['packages/sandbox/bin/ait-iap-sandbox.js', 'serve'],
    healthUrl: 'http://127.0.0.1:4600/healthz',
  },
  {
    name: 'backend',
    command: 'node',
    args: ['examples/partner-backend/src/main.ts'],
    healthUrl: 'http://127.0.0.1:4610/healthz',
  },
  {
    name: 'mini-app',
    command: 'vite',
    args: ['--logLevel', 'warn'],
    cwd: 'examples/mini-app',
    healthUrl: 'http://127.0.0.1:4620/',
  },
];

const started = [];
let stopping = false;

async function stopAll(exitCode) {
  if (stopping) return;
  stopping = true;
  for (const service of started.toReversed()) await service.stop();
  process.exit(exitCode);
}

async function startAll() {
  for (const [port, purpose] of PORTS) await requireFreePort(port, purpose);
  for (const definition of SERVICES) {
    if (stopping) return;
    const service = startService(definition);
    started.push(service);
    await service.healthy;
  }
  for (const service of started) {
    service.exited.then(() => {
      if (!stopping) console.error(`The ${service.name} ended by itself; the others are stopped.`);
      return stopAll(1);
    });
  }
  console.log(`
  Mini-app       http://127.0.0.1:4620   buy 테스트 상품 - 1 here
  Sandbox        http://127.0.0.1:4600   the Toss app, the app store and their orders
  Partner API    https://127.0.0.1:4601  mutual TLS, certificates in .ait-iap/certs
  Your backend   http://127.0.0.1:4610   ledger in .ait-iap/ledger.db

  Ctrl-C stops all of them.
`);
}

process.on('SIGINT', () => stopAll(0));
process.on('SIGTERM', () => stopAll(0));
startAll().catch((error) => {
  if (!stopping) console.error(error.message);
  return stopAll(1);
});
