// Writes a `.d.cts` beside each `.d.ts` of a package: the types of what `require` gets.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages without a CommonJS build. TypeScript takes their types into CommonJS only where the import says which it means. */
const ESM_ONLY = ['kysely', 'vite'];

const RELATIVE = /((?:from|import)\s*\(?['"]\.{1,2}\/[^'"]*?)\.js(['"])/g;
const NAMED = new RegExp(`^import (?:type )?(\\{[^}]*\\}|\\* as \\w+) from '(${ESM_ONLY.join('|')})';`, 'gm');
const FOR_EFFECT = new RegExp(`^import '(?:${ESM_ONLY.join('|')})';\n`, 'gm');

/** The text of a `.d.cts` for the text of a `.d.ts`. */
export function commonJsTypes(text) {
  return text
    .replace(FOR_EFFECT, '')
    .replace(NAMED, "import type $1 from '$2' with { 'resolution-mode': 'import' };")
    .replace(RELATIVE, '$1.cjs$2');
}

/** Does it for every file below `dist` of a package. */
export function writeCommonJsTypes(folder) {
  for (const file of globSync('dist/**/*.d.ts', { cwd: folder })) {
    const path = join(folder, file);
    writeFileSync(path.replace(/\.d\.ts$/, '.d.cts'), commonJsTypes(readFileSync(path, 'utf8')));
  }
}
