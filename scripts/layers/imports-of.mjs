import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

const SOURCES = [
  'packages/*/{src,test}/**/*.{ts,tsx}',
  '{bench,examples,test}/**/*.{ts,tsx,mjs}',
  'scripts/**/*.mjs',
];

/** Every source file of the tree, without dependencies and build output. */
export function sourceFiles(cwd = '.') {
  const skipped = (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path);
  return globSync(SOURCES, { cwd, exclude: skipped }).sort();
}

/**
 * What each file imports: `{ from, to }`, where `to` is a path of this tree, or the name of one of our packages.
 * Imports of types and `import()` count, and re-exports too. Packages of others are left out.
 */
export function importsOf(files, cwd = '.') {
  return files.flatMap((from) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(cwd, from), 'utf8'), true, true);
    const targets = importedFiles.map(({ fileName }) => resolved(from, fileName, cwd));
    return [...new Set(targets)].filter((to) => to !== undefined).map((to) => ({ from, to }));
  });
}

function resolved(from, specifier, cwd) {
  const own = /^@ait-iap\/([^/]+)/.exec(specifier);
  if (own) return `packages/${own[1]}`;
  if (!specifier.startsWith('.')) return undefined;
  const path = join(dirname(from), specifier);
  const stem = path.replace(/\.js$/, '');
  const candidates = [path, `${stem}.ts`, `${stem}.tsx`, `${path}/index.ts`];
  return candidates.find((candidate) => existsSync(join(cwd, candidate)) && /\.\w+$/.test(candidate)) ?? path;
}
