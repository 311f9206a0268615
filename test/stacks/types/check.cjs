// Compiles the same lines as a CommonJS and as an ES module, under every way in which TypeScript finds packages.
const { spawnSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { version } = require('typescript');

const shared = { target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node'], strict: true };
const projects = [
  { module: 'node16', files: ['backend.cts', 'page.cts', 'tests.mts', 'backend.mts'] },
  { module: 'nodenext', files: ['backend.cts', 'page.cts', 'tests.mts', 'backend.mts'] },
  { module: 'esnext', moduleResolution: 'bundler', files: ['tests.mts', 'backend.mts'] },
  // What `tsc --init` of TypeScript 4 and the NestJS starter wrote. TypeScript 6 has given it up.
  ...(version.startsWith('5.')
    ? [{ module: 'commonjs', moduleResolution: 'node10', files: ['backend.ts'] }]
    : []),
];
// An older resolution cannot read the declarations of some others (vite, kysely), so there the own ones have to be enough.
let failed = false;
for (const { files, ...options } of projects) {
  const skipLibCheck = options.moduleResolution === 'node10';
  const compilerOptions = { ...shared, ...options, skipLibCheck, esModuleInterop: true, noEmit: true };
  writeFileSync('tsconfig.json', JSON.stringify({ compilerOptions, files }));
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', '.'], { encoding: 'utf8' });
  console.log(`${status === 0 ? 'ok' : 'FAILS'} ${options.moduleResolution ?? options.module}\n${stdout}`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
