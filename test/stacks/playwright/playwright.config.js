import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './chromium.js';

const certificates = {
  CERT_FILE: '.ait-iap/certs/client.crt',
  KEY_FILE: '.ait-iap/certs/client.key',
  CA_FILE: '.ait-iap/certs/ca.crt',
};

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'line',
  use: {
    baseURL: 'http://localhost:5183',
    sandboxUrl: 'http://127.0.0.1:4680',
    launchOptions: await chromiumOptions(),
  },
  webServer: [
    {
      command: 'npx ait-iap-sandbox serve --port 4680 --partner-port 4681 --db :memory:',
      url: 'http://127.0.0.1:4680/healthz',
    },
    { command: 'node backend.js', url: 'http://127.0.0.1:4690/iap/healthz', env: certificates },
    { command: 'npx vite --port 5183 --strictPort', url: 'http://localhost:5183' },
  ],
});
