import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutate } from './mutant.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'packages',
  'test',
  'scripts',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'vitest.config.ts',
  'vitest.workspace.ts',
];
const LEFT_OUT = ['node_modules', 'dist', 'api', '.ait-iap'];

/** A copy of the tree to plant mistakes in: the tree itself is never touched. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'ait-iap-mutants-'));

  constructor() {
    for (const name of COPIED) {
      cpSync(join(ROOT, name), join(this.folder, name), {
        recursive: true,
        filter: (path) => !LEFT_OUT.includes(path.split('/').at(-1) ?? ''),
      });
    }
    for (const place of ['.', ...readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)]) {
      const modules = join(ROOT, place, 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(this.folder, place, 'node_modules'));
    }
  }

  /** Plants a mistake. Returns what takes it out again. */
  plant(mutant: Mutant): () => void {
    const path = join(this.folder, mutant.file);
    const source = readFileSync(path, 'utf8');
    writeFileSync(path, mutate(source, mutant));
    return () => writeFileSync(path, source);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
