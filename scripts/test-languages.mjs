// Runs the programs of docs/other-languages.md against a sandbox, each where its compiler or interpreter is installed.
//   npm run build && npm run test:languages
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { blocksOf } from './guides/guide-blocks.mjs';
import { openTerminal, until } from './guides/terminal.mjs';

const SKU = 'ait.sandbox.consumable-1';
const folder = mkdtempSync(join(tmpdir(), 'languages-'));
const served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:' });
const env = {
  ...process.env,
  CERTS: served.certificates.folder,
  PARTNER_URL: served.partnerUrl,
  LEDGER: join(folder, 'ledger.db'),
};
const terminal = openTerminal({ folder, env });
const blocks = blocksOf('docs/other-languages.md');
const newOrder = () =>
  served.sandbox.console.purchase({ userKey: 'user-1', sku: SKU, granted: false }).orderId;

/** What a program prints about a paid order, and about an unknown order. */
async function prints(command) {
  assert.match(await terminal.run(`${command} ${newOrder()}`), /PAYMENT_COMPLETED/);
  assert.match(await terminal.run(`${command} 01a1fb91-dd0f-7000-8000-10469ca8d1f3`), /NOT_FOUND/);
}

const LANGUAGES = {
  go: {
    file: 'main.go',
    version: 'go version',
    async check() {
      await terminal.run('go build -o order-status main.go');
      await prints('./order-status');
    },
  },
  java: { file: 'OrderStatus.java', version: 'java -version', check: () => prints('java OrderStatus.java') },
  kotlin: {
    file: 'OrderStatus.kt',
    version: 'kotlinc -version',
    async check() {
      await terminal.run('kotlinc OrderStatus.kt -jvm-target 1.8 -include-runtime -d order-status.jar');
      await prints('java -cp order-status.jar OrderStatusKt');
    },
  },
  python: {
    file: 'backend.py',
    version: `${python()} -c "import fastapi, httpx, sys; print('Python', sys.version.split()[0], 'FastAPI', fastapi.__version__, 'httpx', httpx.__version__)"`,
    check: grantsOnce,
  },
};

/** Debian's own Python has Debian's packages. On some machines another Python comes first in the path. */
function python() {
  const candidates = ['python3', '/usr/bin/python3'];
  return (
    candidates.find((each) => spawnSync(each, ['-c', 'import fastapi, httpx, uvicorn']).status === 0) ??
    'python3'
  );
}

async function grantsOnce() {
  const url = 'http://127.0.0.1:4619';
  const backend = terminal.leaveRunning(`${python()} -m uvicorn backend:app --port 4619`);
  await until('FastAPI answers', () => fetch(`${url}/docs`).then(({ ok }) => ok)).catch((error) => {
    throw new Error(`${error.message}\n${backend.output()}`);
  });
  const orderId = newOrder();
  const grant = async (userKey, id = orderId) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${userKey}` };
    const answer = await fetch(`${url}/grant`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ orderId: id }),
    });
    return (await answer.json()).outcome;
  };
  assert.notEqual(await grant('somebody-else'), 'granted', 'the order of another user is not granted');
  assert.equal(await grant('user-1'), 'granted');
  assert.equal(await grant('user-1'), 'already_granted');
  assert.equal(await grant('somebody-else'), 'refused');
  assert.equal(await grant('user-1', '01a1fb91-dd0f-7000-8000-10469ca8d1f3'), 'pending');
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const [language, { file, version, check }] of Object.entries(LANGUAGES)) {
  const found = await terminal.run(`${version} 2>&1`).catch(() => undefined);
  if (found === undefined) {
    counts.skipped += 1;
    console.log(`  skip  ${language}: it is not installed`);
    continue;
  }
  writeFileSync(join(folder, file), blocks.find((block) => block.language === language).code);
  try {
    await check();
    counts.passed += 1;
    console.log(`  ok    ${language}: ${found.trim().split('\n').at(-1)}`);
  } catch (error) {
    counts.failed += 1;
    console.error(`  FAILS ${language}: ${error.message}`);
  }
}
terminal.close();
await served.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;
