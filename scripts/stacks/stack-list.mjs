import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = 'test/stacks';

/**
 * The stacks: one for each folder with a package.json, and one for each entry of `stack.variants` in it, which replaces
 * dependencies. `stack.shows` names the packages whose versions are reported.
 */
export function listStacks() {
  return readdirSync(FOLDER)
    .filter((folder) => existsSync(join(FOLDER, folder, 'package.json')))
    .sort()
    .flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(join(FOLDER, folder, 'package.json'), 'utf8'));
      const { variants = { '': {} }, ...about } = manifest.stack ?? {};
      return Object.entries(variants).map(([variant, replaced]) => ({
        ...about,
        name: variant === '' ? folder : `${folder}-${variant}`,
        folder: resolve(FOLDER, folder),
        manifest: { ...manifest, dependencies: { ...manifest.dependencies, ...replaced } },
      }));
    });
}
