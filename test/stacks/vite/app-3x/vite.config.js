import { tossSandbox } from '@ait-iap/sandbox/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [tossSandbox({ sdk: '3.x', userKey: 'user-1', port: 0, partnerPort: 0 })],
  server: { host: '127.0.0.1', port: 0 },
});
