import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Built into the sandbox package, which serves it. `vite` alone serves it beside a sandbox that runs on its usual port. */
export default defineConfig({
  root: here('.'),
  plugins: [
    react(),
    paraglideVitePlugin({
      project: here('project.inlang'),
      outdir: here('src/paraglide'),
      strategy: ['globalVariable', 'baseLocale'],
      emitReadme: false,
    }),
  ],
  // The sources: so this build waits for no other.
  resolve: { alias: { '@ait-iap/protocol': here('../protocol/src/index.ts') } },
  build: {
    outDir: here('../sandbox/dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4600' } },
});
