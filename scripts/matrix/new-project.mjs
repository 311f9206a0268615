import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readmeBlocks } from './readme-blocks.mjs';

/** Entries that need more than an import: Vitest refuses to load outside its own runner. */
const ONLY_TYPES = ['./vitest'];

/** What types of other packages need besides our own peers. */
const TYPES = { '@types/node': '^22', '@types/react': '^19', '@types/react-dom': '^19' };

/** Writes an empty project that depends on the packed packages, their peers, one Node and two TypeScripts. */
export function writeProject(folder, { tarballs, node, typescripts, names }) {
  mkdirSync(join(folder, 'src'), { recursive: true });
  const manifests = names.map((name) => JSON.parse(readFileSync(resolve('packages', name, 'package.json'))));
  const peers = Object.assign({}, ...manifests.map(({ peerDependencies }) => peerDependencies ?? {}));
  const compilers = Object.fromEntries(
    typescripts.map((each) => [`typescript-${each}`, `npm:typescript@~${each}`]),
  );
  const dependencies = { ...peers, ...tarballs, ...TYPES, ...compilers, node: `^${node}`, typescript: '^6' };
  const manifest = { name: 'matrix', private: true, type: 'module', dependencies };
  // npm 11 asks before it lets a package put a binary in place: `node` does nothing else.
  const allowed = { allowScripts: { node: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...allowed }, null, 2));
  const entries = manifests.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((path) => !path.endsWith('.json'))
      .map((path) => ({ specifier: `${name}${path.slice(1)}`, runs: !ONLY_TYPES.includes(path) })),
  );
  const lines = entries.map(({ specifier }, index) => `import * as entry${index} from '${specifier}';`);
  const used = entries.map((_, index) => `entry${index}`).join(', ');
  writeFileSync(join(folder, 'src/every-entry.ts'), `${lines.join('\n')}\nexport const all = [${used}];\n`);
  const blocks = readmeBlocks(names);
  for (const { file, code } of blocks) writeFileSync(join(folder, 'src', file), code);
  cpSync('scripts/docs/official-sdk-3x.d.ts', join(folder, 'src/official-sdk-3x.d.ts'));
  return { entries: entries.filter(({ runs }) => runs), blocks: blocks.filter(({ runs }) => runs) };
}

/** Writes a tsconfig as strict as anybody's: the declarations of libraries are checked too. */
export function writeTsconfig(folder, resolution) {
  const file = `tsconfig.${resolution}.json`;
  const module = resolution === 'nodenext' ? 'nodenext' : 'esnext';
  const compilerOptions = {
    ...{ target: 'ES2022', module, moduleResolution: resolution, jsx: 'react-jsx' },
    ...{ lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable', 'ESNext.Disposable'], types: ['node'] },
    ...{ strict: true, skipLibCheck: false, noEmit: true, allowImportingTsExtensions: true },
  };
  writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, include: ['src'] }));
  return file;
}
