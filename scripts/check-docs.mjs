// Compiles every ```ts and ```tsx block of the README and the guides; a block marked ```ts run is also executed.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run, runAll } from './run.mjs';

const folder = '.cache/docs-blocks';
const FENCE = /^```(tsx?)( run)?\n([\s\S]*?)^```$/gm;

function* blocksOf(document) {
  const text = readFileSync(document, 'utf8');
  for (const match of text.matchAll(FENCE)) {
    const [, extension, runs, code] = match;
    const line = text.slice(0, match.index).split('\n').length;
    const name = document.replace(/\W+/g, '-');
    yield { file: join(folder, `${name}-line-${line}.${extension}`), code, runs: runs !== undefined };
  }
}

const documents = globSync(['*.md', '.{changeset,github}/**/*.md', 'docs/**/*.md', 'packages/*/README.md'], {
  exclude: ['docs/site/**'],
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const blocks = documents.flatMap((document) => [...blocksOf(document)]);
// The empty export makes a module of a block that only calls something.
for (const { file, code } of blocks) writeFileSync(file, `${code}\nexport {};\n`);
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.base.json',
    compilerOptions: { lib: ['ES2024', 'DOM', 'DOM.Iterable'], types: ['node'], jsx: 'react-jsx' },
    include: ['*.ts', '*.tsx', '../../scripts/docs/*.d.ts'],
  }),
);

await runAll([
  () => run(`compile ${blocks.length} blocks of ${documents.length} documents`, 'tsc', ['-p', folder]),
  ...blocks
    .filter((block) => block.runs)
    .map(
      ({ file }) =>
        () =>
          run(`run ${basename(file)}`, 'node', [basename(file)], { cwd: folder }),
    ),
]);
