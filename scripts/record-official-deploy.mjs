// Runs the unmodified official command line (`ait deploy` of @apps-in-toss/cli) against the release desk of this build, and writes down
// what both said: packages/sandbox/test/official-cli/recording.json, which a test plays. Needs a build, about 530 MB of disk in a temporary
// folder, and the npm registry.
//
//   npm run record:official-deploy                       installs the command line, records, and removes it again
//   npm run record:official-deploy -- --cli <folder>     takes the one that is installed in a folder
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AITWriter, PlatformType } from '@apps-in-toss/ait-format';
import { serveSandbox } from '../packages/sandbox/dist/serve.js';

const CLI = '@apps-in-toss/cli@2.10.8';
const APP = 'gem-shop';
const RECORDING = new URL('../packages/sandbox/test/official-cli/recording.json', import.meta.url);

const { values } = parseArgs({ options: { cli: { type: 'string' } } });
const place = mkdtempSync(join(tmpdir(), 'ait-iap-official-cli-'));

/** What is deployed, how long the platform builds, and which key is shown. */
const SCENARIOS = [
  { name: 'deployed', id: '019bfa90-ad4c-799f-b227-000000000001', buildSeconds: 20, memo: '첫 출시' },
  { name: 'deployed again', id: '019bfa90-ad4c-799f-b227-000000000001', buildSeconds: 20 },
  { name: 'wrong key', id: '019bfa90-ad4c-799f-b227-000000000002', key: 'wrong' },
  { name: 'other mini-app', id: '019bfa90-ad4c-799f-b227-000000000003', appName: 'other-shop' },
  { name: 'too large', id: '019bfa90-ad4c-799f-b227-000000000004', largest: 100_100_000 },
  { name: 'too slow', id: '019bfa90-ad4c-799f-b227-000000000005', buildSeconds: 60, timeout: 12 },
];

function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, said }));
  });
}

async function install() {
  if (values.cli) return values.cli;
  console.log(`  installing ${CLI} …`);
  const folder = join(place, 'cli');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const { code, said } = await run('npm', ['install', '--ignore-scripts', '--no-audit', CLI], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`Failed to install ${CLI}: ${said}`);
  return folder;
}

async function bundle({ id, appName = APP, largest = 0 }) {
  const writer = new AITWriter({ appName, deploymentId: id, createdBy: 'recording/1.0.0' });
  writer.setMetadata({ platform: PlatformType.WEB, runtimeVersion: '0.84.0', sdkVersion: '2.10.8' });
  writer.addFile('web/index.html', new TextEncoder().encode('<!doctype html><title>Gem shop</title>'));
  if (largest > 0) writer.addFile('web/large.bin', new Uint8Array(largest));
  const path = join(place, `${id}.ait`);
  writeFileSync(path, await writer.toBuffer());
  return path;
}

/** Passes everything on, and writes it down. The host name stays, so that the address of the upload leads here, too. */
async function recorder(target) {
  const calls = [];
  let start;
  const server = createServer((request, response) => {
    const chunks = [];
    start ??= Date.now();
    const at = Date.now() - start;
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      const { authorization, 'content-type': type, 'content-length': length } = request.headers;
      const answer = await passOn(target, request, body);
      const isJson = type === 'application/json' && body.length > 0;
      calls.push({
        at: Math.round(at / 1000),
        method: request.method,
        path: request.url.replace(/\/uploads\/.+/, '/uploads/:secret'),
        headers: {
          ...(type && { 'content-type': type }),
          ...(authorization && { authorization: authorization.replace(/ .*/, ' :key') }),
          ...(length && !isJson && { 'content-length': ':size' }),
        },
        ...(isJson && { body: JSON.parse(body) }),
        status: answer.status,
        answer: readable(answer.text),
      });
      response.writeHead(answer.status, answer.headers).end(answer.text);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    begin() {
      start = undefined;
      calls.length = 0;
    },
    calls,
    close: () => server.close(),
  };
}

/** By hand, because Node's fetch does not send another host name. */
function passOn(target, { method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    const asked = ask(new URL(url, target), { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (data) => (text += data));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function readable(text) {
  try {
    const answer = JSON.parse(text);
    if (answer.success?.uploadUrl) answer.success.uploadUrl = ':uploadUrl';
    return answer;
  } catch {
    return text;
  }
}

const served = await serveSandbox({
  ...{ port: 0, partnerPort: 0, dir: place, db: ':memory:', settings: { appName: APP } },
});
const proxy = await recorder(served.pageUrl);
try {
  const folder = await install();
  // What the `ait` of the official framework is.
  const entry = join(folder, 'ait.mjs');
  writeFileSync(entry, "import { initialize } from '@apps-in-toss/cli';\ninitialize();\n");
  const issued = await fetch(`${served.pageUrl}/api/deploy-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"ci"}',
  });
  const { key } = await issued.json();
  const scenarios = [];
  for (const scenario of SCENARIOS) {
    served.sandbox.console.changeSettings({ buildSeconds: scenario.buildSeconds ?? 4 });
    const flags = [
      ...['--location', await bundle(scenario), '--api-key', scenario.key ?? key],
      ...['--base-url', `${proxy.url}/console`, '--scheme-only'],
      ...(scenario.memo ? ['--memo', scenario.memo] : []),
      ...(scenario.timeout ? ['--timeout', String(scenario.timeout)] : []),
    ];
    proxy.begin();
    // Its own home folder: the command line prefers a key that was saved in the home folder.
    const env = { ...process.env, HOME: place };
    const { code, said } = await run(process.execPath, [entry, 'deploy', ...flags], { env, cwd: place });
    console.log(`  ${scenario.name}: exit ${code}, ${proxy.calls.length} calls\n    ${said.trim()}`);
    scenarios.push({ ...scenario, exitCode: code, said: said.trim(), calls: [...proxy.calls] });
  }
  writeFileSync(RECORDING, `${JSON.stringify({ cli: CLI, appName: APP, scenarios }, null, 2)}\n`);
  console.log('  written: packages/sandbox/test/official-cli/recording.json');
} finally {
  proxy.close();
  await served.close();
  rmSync(place, { recursive: true, force: true });
}
