import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Installs a stack in its own folder and runs its `npm test`. A test prints figures as lines that begin with `figure:`. */
export async function tryStack(stack, { home, tarballs }) {
  const folder = join(home, stack.name);
  cpSync(stack.folder, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const shared = resolve('test/stacks/shared');
  if (existsSync(shared)) cpSync(shared, join(folder, 'shared'), { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify(withPackages(stack.manifest, tarballs), null, 2),
  );
  const install = await npm(folder, ['install', '--no-audit', '--no-fund', '--loglevel=error']);
  const test = install.ok ? await npm(folder, ['test', '--silent']) : { ok: false, seconds: 0, output: '' };
  const output = install.output + test.output;
  return {
    name: stack.name,
    title: stack.title ?? stack.name,
    ok: test.ok,
    versions: versionsOf(folder, stack),
    installSeconds: install.seconds,
    testSeconds: test.seconds,
    figures: [...output.matchAll(/^figure: (.*)$/gm)].map(([, text]) => text),
    output,
  };
}

/** `*` behind one of our packages means the packed one. The protocol comes along, because no registry has it yet. */
function withPackages(manifest, tarballs) {
  const packed = (dependencies = {}) =>
    Object.fromEntries(Object.entries(dependencies).map(([name, range]) => [name, tarballs[name] ?? range]));
  const { stack: _, ...rest } = manifest;
  const dependencies = {
    '@ait-iap/protocol': tarballs['@ait-iap/protocol'],
    ...packed(manifest.dependencies),
  };
  return { ...rest, dependencies, devDependencies: packed(manifest.devDependencies) };
}

function versionsOf(folder, { shows = [] }) {
  return shows.map((name) => {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    return existsSync(manifest)
      ? `${name} ${JSON.parse(readFileSync(manifest, 'utf8')).version}`
      : `${name} (not installed)`;
  });
}

/** Ends after five minutes: a server that never comes up is a failure, and not a night without an answer. */
function npm(folder, args) {
  return new Promise((done) => {
    const started = performance.now();
    // The stack would read what npm has set for this script as its own settings.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
    const PATH = (env.PATH ?? '')
      .split(delimiter)
      .filter((part) => !part.includes('node-gyp-bin'))
      .join(delimiter);
    const child = spawn('npm', args, { cwd: folder, env: { ...env, PATH }, detached: true });
    let output = '';
    const limit = setTimeout(() => {
      output += '\nIt did not end within five minutes.';
      process.kill(-child.pid, 'SIGKILL');
    }, 300_000);
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      done({ ok: code === 0, output, seconds: Number(((performance.now() - started) / 1000).toFixed(1)) });
    });
  });
}
