// Builds the example mini-app with the official tools, and looks at that very bundle: the check, and the evidence. What the official
// tools bring is about 1 GB, so this is not part of `npm test`.
//   npm run build && npm run test:official-build
//   npm run test:official-build -- --folder /tmp/official      keeps what was installed, and uses it again
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './run.mjs';
import { startService } from './service.mjs';
import { packPackages } from './stacks/pack-packages.mjs';

const OFFICIAL = '2.10.8';
const APP = 'gem-shop';
/** What the bundle asks. The evidence answers it from the example backend on this machine. */
const BUILT_FOR = 'https://api.gem-shop.example';
const PORTS = { sandbox: 46_600, partner: 46_601, backend: 4610 };

/**
 * The sandbox is for development. The React plugin of Vite asks for a Babel that the official tools do not have (7.23.9), so npm
 * installs no two of them in one project; without it Vite compiles JSX by itself.
 */
const LEFT_OUT = ['@ait-iap/sandbox', '@vitejs/plugin-react'];

const { values } = parseArgs({ options: { folder: { type: 'string' } } });
const folder =
  values.folder === undefined ? mkdtempSync(join(tmpdir(), 'ait-iap-official-')) : resolve(values.folder);
mkdirSync(folder, { recursive: true });

/** A project as `npm create` and the official guide leave it, around the sources of the example. */
async function writeProject() {
  const tarballs = await packPackages(folder);
  const example = JSON.parse(readFileSync('examples/mini-app/package.json', 'utf8'));
  const { '@ait-iap/client': client, '@ait-iap/protocol': protocol } = tarballs;
  const manifest = {
    name: APP,
    version: '1.0.0',
    private: true,
    type: 'module',
    dependencies: {
      ...example.dependencies,
      '@apps-in-toss/web-framework': OFFICIAL,
      '@ait-iap/client': client,
      '@ait-iap/protocol': protocol,
    },
    // The official build fails where there are none.
    devDependencies: Object.fromEntries(
      Object.entries(example.devDependencies).filter(([name]) => !LEFT_OUT.includes(name)),
    ),
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const each of ['src', 'index.html', 'plain.html'])
    cpSync(join('examples/mini-app', each), join(folder, each), { recursive: true });
  writeFileSync(
    join(folder, 'vite.config.ts'),
    `export default { build: { rollupOptions: { input: ['index.html', 'plain.html'] } } };\n`,
  );
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx' },
    }),
  );
  writeFileSync(
    join(folder, 'granite.config.ts'),
    `import { defineConfig } from '@apps-in-toss/web-framework/config';
export default defineConfig({
  appName: '${APP}',
  brand: { displayName: 'Gem shop', primaryColor: '#3182F6', icon: '' },
  web: { host: 'localhost', port: 5173, commands: { dev: 'vite', build: 'vite build' } },
  permissions: [],
  outdir: 'dist',
});
`,
  );
}

async function build() {
  // The project would read what npm has set for this script as its own settings.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const options = { cwd: folder, env: { ...env, VITE_BACKEND_URL: BUILT_FOR } };
  await run(
    'install the official tools',
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error'],
    options,
  );
  // An existing outdir is taken as it is, without a build.
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  await run('ait build', 'npx', ['ait', 'build'], options);
  const bundle = readdirSync(folder).find((each) => each === `${APP}.ait`);
  if (bundle === undefined)
    throw new Error('Failed to find the bundle: "ait build" has written no .ait file.');
  return join(folder, bundle);
}

/** The command of this repository, its output shown. Gives the exit code. */
async function release(...args) {
  console.log(`\n$ ait-iap-release ${args.map((each) => each.replace(`${folder}/`, '')).join(' ')}`);
  const env = { ...process.env, CHROMIUM_PATH: await chromium() };
  const child = spawn('node', ['packages/release/bin/ait-iap-release.js', ...args], {
    stdio: 'inherit',
    env,
  });
  const [code] = await once(child, 'exit');
  return code;
}

/** As in the tests: where the machine has no Chromium, the one that an npm package carries (Linux on x64). */
async function chromium() {
  const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const found = own.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined || process.platform !== 'linux') return found ?? '';
  return (await import('@sparticuz/chromium')).default.executablePath();
}

async function evidence(bundle) {
  const dir = join(folder, '.ait-iap');
  // A ledger belongs to the mini-app that it was made for.
  rmSync(dir, { recursive: true, force: true });
  await run('make certificates', 'node', [
    'packages/sandbox/bin/ait-iap-sandbox.js',
    ...['certs', '--dir', dir, '--app-name', APP],
  ]);
  const backend = startService({
    name: 'backend',
    command: 'node',
    args: [resolve('examples/partner-backend/src/main.ts')],
    cwd: folder,
    env: { AIT_IAP_CERTS: join(dir, 'certs'), PARTNER_API_URL: `https://localhost:${PORTS.partner}` },
    healthUrl: `http://127.0.0.1:${PORTS.backend}/healthz`,
  });
  try {
    await backend.healthy;
    return await release(
      'evidence',
      bundle,
      ...['--backend', `${BUILT_FOR}=http://127.0.0.1:${PORTS.backend}`, '--user', 'demo-user'],
      ...['--dir', dir, '--port', String(PORTS.sandbox), '--partner-port', String(PORTS.partner)],
      ...['--out', join(folder, 'evidence.html'), '--lang', 'en'],
    );
  } finally {
    await backend.stop();
  }
}

try {
  await writeProject();
  const bundle = await build();
  // An SDK of 2.x is refused for a new mini-app; 2.10.8 is the newest one that the registry has.
  const checked = await release('check', bundle, '--only-named', '--live-since-2x', '--lang', 'en');
  const played = await evidence(bundle);
  console.log(`\ncheck ended with ${checked}, evidence with ${played}`);
  if (values.folder !== undefined) console.log(`${join(folder, 'evidence.html')} is the report.`);
  process.exitCode = checked === 0 && played === 0 ? 0 : 1;
} finally {
  if (values.folder === undefined && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}
