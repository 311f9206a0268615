import { tossSandbox } from '@ait-iap/sandbox/vite';
import { build, type InlineConfig } from 'vite';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { viteProject } from '../browser/vite-project.js';

const { NODE_ENV } = process.env;
const ends: (() => unknown)[] = [];

afterAll(() => void Object.assign(process.env, { NODE_ENV }));
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const page = (tag: string) => `<!doctype html>${tag}<script type="module" src="/src/main.js"></script>`;
const SHOP = { 'src/main.js': "console.log('shop');" };
const AUTO = "import '@ait-iap/sandbox/auto';";

/** Builds a mini-app of those files for production. */
function buildOf(files: Readonly<Record<string, string>>, config: InlineConfig = {}) {
  const { root, remove, write } = viteProject();
  ends.push(remove);
  write('index.html', page(''));
  for (const [path, text] of Object.entries(files)) write(path, text);
  process.env.NODE_ENV = 'production';
  return build({ root, configFile: false, logLevel: 'silent', ...config, plugins: [tossSandbox()] });
}

describe('a build with sandbox code', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'by a re-export',
      { 'src/main.js': "import './all.js';", 'src/all.js': "export * from '@ait-iap/sandbox/auto';" },
      /src\/main\.js\n\s+-> src\/all\.js\n\s+-> node_modules\/@ait-iap\/sandbox/,
    ],
    [
      'by a package of CommonJS',
      {
        'src/main.js': "import tools from 'dev-tools'; console.log(tools);",
        'node_modules/dev-tools/index.js': "module.exports = require('@ait-iap/sandbox/auto');",
      },
      /node_modules\/dev-tools\/index\.js/,
    ],
    [
      'by a worker',
      {
        'src/main.js': "new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });",
        'src/worker.js': AUTO,
      },
      /src\/worker\.js\n\s+-> node_modules\/@ait-iap\/sandbox/,
    ],
    [
      'by a folder that is imported as a whole',
      { 'src/main.js': "console.log(import.meta.glob('./dev/*.js'));", 'src/dev/world.js': AUTO },
      /src\/dev\/world\.js/,
    ],
    [
      'by a script that the program adds to the page',
      {
        'src/main.js':
          "document.head.append(Object.assign(document.createElement('script'), { src: 'http://127.0.0.1:4600/bridge.js' }));",
      },
      /includes http:\/\/127\.0\.0\.1:4600\/bridge\.js/,
    ],
    [
      'by a tag for a phone on the desk',
      { ...SHOP, 'index.html': page('<script src="http://192.168.0.12:4600/bridge.js?token=a"></script>') },
      /index\.html includes http:\/\/192\.168\.0\.12:4600\/bridge\.js/,
    ],
    [
      'by a copy of the script among the public files',
      { ...SHOP, 'public/bridge.js': 'window.__AIT_IAP_SANDBOX__ = location.origin;' },
      /public\/bridge\.js includes a copy/,
    ],
    [
      'by a page among the public files',
      { ...SHOP, 'public/shop/old.html': '<script src="http://localhost:4600/bridge.js"></script>' },
      /public\/shop\/old\.html includes/,
    ],
  ])('fails, and names the import that leads to it: %s', async (_, files, told) => {
    await expect(buildOf(files)).rejects.toThrow(told);
  });

  it.each(['import', 'void import'])(
    'fails when the bundler keeps it as an external import: %s',
    async (way) => {
      const files = { 'src/main.js': way === 'import' ? AUTO : "void import('@ait-iap/sandbox/auto');" };
      const config = { build: { rollupOptions: { external: [/^@ait-iap\//] } } };
      await expect(buildOf(files, config)).rejects.toThrow(
        /src\/main\.js\n\s+-> @ait-iap\/sandbox\/auto \(external\)/,
      );
    },
  );
});

describe('a build without sandbox code', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'with a comment that has the tag',
      { ...SHOP, 'index.html': page('<!-- <script src="http://127.0.0.1:4600/bridge.js"></script> -->') },
    ],
    [
      'with its own bridge.js',
      {
        ...SHOP,
        'index.html': page('<script src="/js/bridge.js"></script>'),
        'public/js/bridge.js': 'go();',
      },
    ],
    [
      'with all of the client, whose texts name the sandbox',
      { 'src/main.js': "import * as iap from '@ait-iap/client'; console.log(iap);" },
    ],
    [
      'with code that only development reaches',
      {
        'src/main.js': `if (import.meta.env.DEV) { await import('@ait-iap/sandbox/auto'); load('http://127.0.0.1:4600/bridge.js'); }`,
      },
    ],
  ])('passes: %s', async (_, files) => {
    await expect(buildOf(files)).resolves.toBeDefined();
  });
});
