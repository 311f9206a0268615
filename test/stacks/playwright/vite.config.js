import { tossSandbox } from '@ait-iap/sandbox/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [tossSandbox({ userKey: 'user-1', payment: 'approve', url: 'http://127.0.0.1:4680', sdk: '2.x' })],
});
