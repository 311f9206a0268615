import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Another developer's mini-app: its own folder, with our packages installed as npm would. */
export interface ViteProject {
  readonly root: string;
  write(path: string, text: string): void;
  remove(): void;
}

/** Makes the mini-app of SDK 3.x; `files` are added to it, or replace its files. */
export function viteProject(files: Readonly<Record<string, string>> = {}): ViteProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ait-iap-vite-')));
  cpSync(here('mini-app-3x'), root, { recursive: true });
  const modules = join(root, 'node_modules');
  cpSync(here('official-sdk-3x'), join(modules, '@apps-in-toss/web-framework'), { recursive: true });
  for (const name of ['client', 'sandbox', 'protocol']) {
    for (const part of ['package.json', 'dist'])
      cpSync(here(`../../packages/${name}/${part}`), join(modules, '@ait-iap', name, part), {
        recursive: true,
      });
  }
  for (const name of ['zod', 'uuid'])
    cpSync(here(`../../node_modules/${name}`), join(modules, name), { recursive: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
