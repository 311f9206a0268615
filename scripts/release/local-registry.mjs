import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../run.mjs';

/** Not a dependency of this repository: 300 packages that only a release needs. Kept between runs, beside the caches. */
const VERDACCIO = 'verdaccio@6.10.4';
const INSTALLED = 'node_modules/.cache/verdaccio';
/** It asks for node-fetch by the tag `cjs`, and mirrors of the registry do not carry tags other than `latest`. */
const MANIFEST = { private: true, overrides: { 'node-fetch': '2.7.0' } };

const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

/** Our packages live here alone; everything else comes from the registry that this machine uses. */
const configOf = (folder, uplink) => `
storage: ${JSON.stringify(join(folder, 'storage'))}
uplinks:
  npm:
    url: ${JSON.stringify(uplink)}
packages:
  '@ait-iap/*':
    access: $all
    publish: $all
  '**':
    access: $all
    proxy: npm
max_body_size: 100mb
log: { type: stdout, format: pretty, level: warn }
`;

/** Starts a registry on loopback, its storage in `folder`. Gives its address, and `stop()`. */
export async function startRegistry(folder) {
  mkdirSync(INSTALLED, { recursive: true });
  writeFileSync(join(INSTALLED, 'package.json'), JSON.stringify(MANIFEST));
  const flags = ['--no-save', '--no-audit', '--no-fund'];
  await run(`install ${VERDACCIO}`, 'npm', ['install', VERDACCIO, ...flags], { cwd: INSTALLED });
  const uplink = (await run('ask npm for its registry', 'npm', ['config', 'get', 'registry'])).trim();
  const config = join(folder, 'verdaccio.yaml');
  writeFileSync(config, configOf(folder, uplink));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = join(INSTALLED, 'node_modules/verdaccio/bin/verdaccio');
  const child = spawn(process.execPath, [program, '--config', config, '--listen', `127.0.0.1:${port}`]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };
  if (await answers(`${url}/-/ping`, child)) return { url, stop };
  await stop();
  throw new Error(`Failed to start a local registry: it does not answer. Its own words:\n${output}`);
}

async function answers(url, child) {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
