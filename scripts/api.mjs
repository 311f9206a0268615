// Writes what each entry point of each package exports into packages/*/api/*.api.md, so that review sees a change of it.
// With --check nothing is written: a report that is not up to date fails. It reads what was built, so build first.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const isCheck = process.argv.includes('--check');
const scratch = resolve('node_modules/.cache/api');

/** Types that a declaration uses without exporting them are part of what it says, so they are in the report too. */
const REPORT = { enabled: true, includeForgottenExports: true };

/** The report shows declarations. What api-extractor says about comments and names is left to review. */
const QUIET = { default: { logLevel: 'none', addToApiReportFile: false } };

const COMPILER = {
  compilerOptions: {
    target: 'es2024',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: ['node'],
    jsx: 'react-jsx',
    strict: true,
    skipLibCheck: true,
  },
};

/** The declarations of a package's entry points, by the name of their report: `index`, `react`. */
function entriesOf(folder) {
  // The console is built into the sandbox and exports nothing.
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, target]) => {
    const types = target?.types ?? target?.import?.types;
    return types ? [{ name: path === '.' ? 'index' : basename(path), file: resolve(folder, types) }] : [];
  });
}

function configOf(folder, { name, file }) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: resolve(folder),
      mainEntryPointFilePath: file,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { ...COMPILER, files: [file] } },
      apiReport: {
        ...REPORT,
        reportFileName: name,
        reportFolder: join(scratch, basename(folder)),
        reportTempFolder: join(scratch, 'temporary'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: QUIET,
        extractorMessageReporting: QUIET,
        tsdocMessageReporting: QUIET,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve(folder, 'package.json'),
  });
}

rmSync(scratch, { recursive: true, force: true });
const folders = globSync('packages/*').sort();
const entries = folders.flatMap((folder) =>
  entriesOf(folder).map((entry) => ({ folder, config: configOf(folder, entry) })),
);
// One program for all of them: most of the time goes into reading the types of the platform.
const compilerState = CompilerState.create(entries[0].config, {
  additionalEntryPoints: entries.map(({ config }) => config.mainEntryPointFilePath),
});
const reports = new Map();
for (const { folder, config } of entries) {
  mkdirSync(config.reportFolder, { recursive: true });
  // That a report is new says nothing: all of them are.
  const messageCallback = (message) => {
    if (message.logLevel !== 'error') message.logLevel = 'none';
  };
  Extractor.invoke(config, { localBuild: true, compilerState, messageCallback });
  const name = basename(config.reportFilePath);
  reports.set(join(folder, 'api', name), readFileSync(config.reportFilePath, 'utf8'));
}

const changed = [];
for (const target of new Set([...reports.keys(), ...globSync('packages/*/api/*.api.md')])) {
  const text = reports.get(target);
  const kept = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (kept === text) continue;
  changed.push(target);
  if (isCheck) continue;
  if (text === undefined) rmSync(target);
  else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

if (changed.length === 0) console.log(`  ok    ${reports.size} reports of the public API`);
else if (isCheck) {
  console.error(
    `The public API is not what its reports say: ${changed.join(', ')}. ` +
      'If that is meant, run "npm run build && npm run api" and commit the reports.',
  );
  process.exit(1);
} else console.log(`  wrote ${changed.join(', ')}`);
