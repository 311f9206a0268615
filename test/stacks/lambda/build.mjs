import { statSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['lambda.js'],
  outfile: 'dist/index.mjs',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['pg-native'],
  // Some of what is bundled is CommonJS and requires modules of Node.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
console.log(`figure: Lambda bundle ${(statSync('dist/index.mjs').size / 1024).toFixed(0)} KiB`);
