import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const packages = fileURLToPath(new URL('../../../', import.meta.url));

/** The packages as they are in this tree, and not as they were built last. */
const sources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@ait-iap\// }, ({ path }) => {
      const [, name = '', entry = 'index'] = path.split('/');
      const file = join(packages, name, 'src', `${entry}.ts`);
      if (!existsSync(file)) throw new Error(`There is no ${file}.`);
      return { path: file };
    });
  },
};

/**
 * Makes one file of a program and all sources that it uses: started from 400 files, a program takes ten times as long.
 *
 * @param entry - the path of the TypeScript file that begins it
 * @param folder - where the file is put
 * @returns the path of the file, for Node
 */
export async function programInOneFile(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(entry, '.ts')}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // Optional, and not used here.
    external: ['pg-native'],
    plugins: [sources],
    // What is CommonJS inside asks for the modules of Node by `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
}
