import { describe, expect, it } from 'vitest';
import { checkPlugin, type PluginKind } from '../src/index.js';
import { frontPage, GOOD_PLUGINS, pluginWith, zipOf } from './support/plugins.js';

const ACL = ['api.gem-shop.kr'];
const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';

type Changes = Parameters<typeof pluginWith>[1];

const refusals = async (content: Uint8Array, kind?: PluginKind) => {
  const { findings, ok } = await checkPlugin(content, { acl: ACL, ...(kind && { kind }) });
  const refused = findings.filter(({ weight }) => weight === 'refused');
  expect(ok).toBe(refused.length === 0);
  for (const { text, fix, source } of refused) {
    expect(source).not.toBe('');
    for (const words of [text, fix]) expect([words.ko, words.en]).not.toContain('');
    expect(text.ko).toMatch(/[가-힣]/);
    expect(text.en).not.toMatch(/[가-힣]/);
  }
  return [...new Set(refused.map(({ rule }) => rule))];
};

describe('a correct plugin', () => {
  it.each(Object.keys(GOOD_PLUGINS) as (keyof typeof GOOD_PLUGINS)[])(
    'passes, and is recognised as %s',
    async (kind) => {
      const report = await checkPlugin(pluginWith(kind), { acl: ACL });
      expect(report).toMatchObject({ plugin: { kind }, findings: [], ok: true });
      expect(report.hosts).toEqual(kind === 'pos-tab' ? [] : ACL);
    },
  );

  it('passes with an SDK that its own script loads, as a build of React does', async () => {
    const files = {
      'index.html':
        '<!doctype html><html><body><div id="root"></div><script type="module" src="./app.js"></script></body></html>',
      'app.js':
        'load("https://cdn.tossplace.com/toss-front-sdk/v0/index.js").then(()=>TossFrontSDK.template.renderIdlePage({type:"default"}))',
    };
    expect((await checkPlugin(zipOf(files))).findings).toEqual([]);
  });

  it('gets a warning when the registered hosts are unknown, with the hosts to register', async () => {
    const { findings, ok } = await checkPlugin(pluginWith('front'));
    expect(ok).toBe(true);
    expect(findings).toMatchObject([{ rule: 'acl-not-said', weight: 'warning' }]);
    expect(findings[0]?.text.en).toContain('api.gem-shop.kr');
  });

  it('may reach a registered host on any port, but not another host that ends in the same name', async () => {
    const calls = (address: string) =>
      pluginWith('pos-worker', { 'main.js': `fetch(${JSON.stringify(address)})` });
    expect(await refusals(calls('https://API.gem-shop.kr:8443/points'))).toEqual([]);
    expect(await refusals(calls('https://api.gem-shop.kr.evil.example/points'))).toEqual(['host-not-on-acl']);
    expect(await refusals(calls('https://x.api.gem-shop.kr/points'))).toEqual(['host-not-on-acl']);
  });
});

describe('a plugin is refused for one reason only', () => {
  it.each<[string, string, keyof typeof GOOD_PLUGINS, Changes]>([
    [
      'a worker without main.js',
      'plugin-entry-missing',
      'pos-worker',
      { 'main.js': undefined, 'worker.js': '1' },
    ],
    [
      'a tab without a page',
      'plugin-entry-missing',
      'pos-tab',
      {
        'index.html': undefined,
        'iframe-manifest.json': '{"tab":{"title":"쿠폰","href":"assets/app.js","description":"쿠폰"}}',
      },
    ],
    ['a tab whose manifest is not JSON', 'tab-manifest', 'pos-tab', { 'iframe-manifest.json': 'tab: 쿠폰' }],
    [
      'a tab whose manifest has no tab',
      'tab-manifest',
      'pos-tab',
      { 'iframe-manifest.json': '{"title":"쿠폰"}' },
    ],
    [
      'a tab without a title',
      'tab-manifest',
      'pos-tab',
      { 'iframe-manifest.json': '{"tab":{"title":" ","href":"index.html","description":"쿠폰"}}' },
    ],
    [
      'a tab whose page does not exist',
      'tab-manifest',
      'pos-tab',
      { 'iframe-manifest.json': '{"tab":{"title":"쿠폰","href":"home.html","description":"쿠폰"}}' },
    ],
    [
      'packages in node_modules',
      'node-modules',
      'pos-worker',
      { 'node_modules/ws/index.js': 'fetch("https://ws.example")' },
    ],
    [
      'the project with its sources',
      'project-root',
      'pos-tab',
      { 'src/app.tsx': '<App/>', 'package.json': '{}' },
    ],
    ['an .env file', 'settings-file', 'front', { '.env': 'TOKEN=1' }],
    ['a private key', 'private-key', 'pos-worker', { 'keys/api.txt': key }],
    ['a certificate', 'certificate', 'pos-worker', { 'client.crt': 'anything' }],
    [
      'a call to a host that is not registered',
      'host-not-on-acl',
      'pos-worker',
      { 'main.js': 'fetch("https://tracker.example/v1")' },
    ],
    [
      'a script of a host that is not registered',
      'host-not-on-acl',
      'pos-tab',
      { 'index.html': '<div id="root"></div><script src="https://cdn.jsdelivr.net/npm/x"></script>' },
    ],
    [
      "a call to the developer's machine",
      'local-address',
      'front',
      {
        'order.html': frontPage(
          'fetch("http://localhost:3000/order").then(order=>sdk.template.renderOrderPage({order}))',
        ),
      },
    ],
    [
      'an unencrypted call',
      'unencrypted-address',
      'pos-worker',
      { 'main.js': 'fetch("http://api.gem-shop.kr/points")' },
    ],
    [
      'a Front without the SDK',
      'front-sdk-missing',
      'front',
      { 'index.html': '<div id="app"></div><script>1</script>', 'order.html': undefined },
    ],
    [
      'a Front without a template',
      'front-without-template',
      'front',
      { 'index.html': frontPage('sdk.payment.requestPayment({})'), 'order.html': undefined },
    ],
    [
      'a Front with its own button',
      'front-own-screen',
      'front',
      { 'order.html': frontPage('sdk.template.renderOrderPage({})', '<button>결제</button>') },
    ],
    [
      'a Front with its own text',
      'front-own-screen',
      'front',
      { 'order.html': frontPage('sdk.template.renderOrderPage({})', '<div>One moment</div>') },
    ],
    [
      'a Front that writes its own screen',
      'front-own-screen',
      'front',
      { 'order.html': frontPage('sdk.template.renderOrderPage({});app.insertAdjacentHTML("beforeend",x)') },
    ],
    ['code from the sandbox', 'sandbox-code', 'pos-tab', { 'assets/app.js': 'k="ait-iap.sandbox/running"' }],
  ])('%s', async (_, rule, kind, changes) => {
    expect(await refusals(pluginWith(kind, changes), kind)).toEqual([rule]);
  });

  it('a folder in the ZIP that holds the files', async () => {
    const files = Object.entries(GOOD_PLUGINS['pos-worker']).map(([name, content]) => [
      `dist/${name}`,
      content,
    ]);
    expect(await refusals(zipOf(Object.fromEntries(files)))).toEqual(['plugin-entry-in-folder']);
  });

  it('a whole project, with each reason given once', async () => {
    const project = {
      'package.json': '{}',
      'tsconfig.json': '{}',
      'src/main.ts': 'export {}',
      '.env': 'TOKEN=1',
      'node_modules/a/index.js': '1',
      'node_modules/b/index.js': '1',
      'dist/main.js': '1',
    };
    expect((await refusals(zipOf(project), 'pos-worker')).toSorted()).toEqual([
      'node-modules',
      'plugin-entry-in-folder',
      'project-root',
      'settings-file',
    ]);
  });
});
