import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SANDBOX = process.env.SANDBOX_URL ?? 'http://127.0.0.1:4600';

/** In development the page runs in a pretended Toss app; a build contains nothing of it. */
function tossSandbox(): Plugin {
  return {
    name: 'toss-sandbox',
    apply: 'serve',
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { src: `${SANDBOX}/bridge.js`, 'data-user-key': 'demo-user', 'data-payment': 'ask' },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  plugins: [react(), tossSandbox()],
  build: { rollupOptions: { input: ['index.html', 'plain.html'] } },
  server: { host: '127.0.0.1', port: 4620, strictPort: true },
});
