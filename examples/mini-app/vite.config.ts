import { tossSandbox } from '@ait-iap/sandbox/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The sandbox that `npm start` runs beside the example backend: the two have to know the same orders. */
const url = process.env.SANDBOX_URL ?? 'http://127.0.0.1:4600';

export default defineConfig({
  // In development the page runs in a pretended Toss app; a build with anything of it fails.
  plugins: [react(), tossSandbox({ url, userKey: 'demo-user' })],
  build: { rollupOptions: { input: ['index.html', 'plain.html'] } },
  server: { host: '127.0.0.1', port: 4620, strictPort: true },
});
