import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** The packages as they are in this tree, and not as they were built last. */
const sources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@ait-iap\// }, ({ path }) => {
      const [, name, entry = 'index'] = path.split('/');
      const file = here(`../../../packages/${name}/src/${entry}.ts`);
      if (!existsSync(file)) throw new Error(`There is no ${file}.`);
      return { path: file };
    });
  },
};

/**
 * Makes the program of a backend out of the sources, in one file: a backend that is killed is away for as long as it takes to start,
 * and from 400 files that is ten times as long.
 *
 * @returns the path of the file, inside the folder
 */
export async function backendProgram(folder: string): Promise<string> {
  const outfile = join(folder, 'backend.mjs');
  await build({
    entryPoints: [here('backend-main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // Only asked for by whoever wants it, and not here.
    external: ['pg-native'],
    plugins: [sources],
    // What is CommonJS inside asks for the modules of Node by `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
}
