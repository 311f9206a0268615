import { beforeEach, describe, expect, test } from 'vitest';
import { bundleWith, type Planted } from '../../../test/support/bundles.js';
import { memoryBundles } from '../../bundles/bundle-store.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { MiniAppVersion } from '../../world/mini-app-version.js';
import { BundleApp } from './bundle-app.js';
import { ReleaseDesk } from './release-desk.js';

const TEST = 'http://gem-shop.private-apps.localhost:4600';
const LIVE = 'http://gem-shop.apps.localhost:4600';

let sandbox: Sandbox;
let releaseDesk: ReleaseDesk;
let app: BundleApp;
beforeEach(() => {
  sandbox = createSandbox({ settings: { appName: 'gem-shop', buildSeconds: 0 } });
  releaseDesk = new ReleaseDesk(sandbox.world, memoryBundles());
  app = new BundleApp(sandbox.world, releaseDesk);
});

async function uploaded(planted: Planted = {}): Promise<MiniAppVersion> {
  return releaseDesk.upload(await bundleWith({ appName: 'gem-shop', ...planted }), {}, 'minji');
}

async function released(planted: Planted = {}): Promise<MiniAppVersion> {
  const { versions } = sandbox.console;
  const given = await uploaded(planted);
  versions.test(given.version);
  versions.requestReview(given.version);
  versions.decide(given.version, 'APPROVED');
  return versions.release(given.version);
}

/** A browser: it opens pages, loads what they need, and keeps its cookie. */
function browser() {
  let cookie: string | undefined;
  const ask = async (url: string, dest: string) => {
    const headers = { 'sec-fetch-dest': dest, ...(cookie && { cookie }) };
    const answer = await app.answer(new Request(url, { headers }), undefined);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer;
  };
  return {
    open: (url: string) => ask(url, 'document'),
    load: (url: string) => ask(url, 'script'),
  };
}

const link = ({ deploymentId }: MiniAppVersion) => `${TEST}/?_deploymentId=${deploymentId}`;
const find = (version: string) => sandbox.console.versions.list().find((each) => each.version === version);

describe('a version that is opened by its link', () => {
  test('is shown with /bridge.js before its first script, as a page of the Toss app', async () => {
    const version = await uploaded({ sdkVersion: '3.6.0' });
    const answer = await browser().open(link(version));
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(await answer.text()).toContain(
      '<head><script src="http://127.0.0.1:4600/bridge.js" data-user-key="sandbox-user" data-environment="toss" ' +
        `data-mini-app-version="1.0.0" data-deployment-id="${version.deploymentId}" data-sdk="3.x"></script><title>`,
    );
  });

  test('counts as tested from then on, once, by the user it was opened for', async () => {
    const { open, load } = browser();
    const { version, deploymentId } = await uploaded();
    await load(`${TEST}/app.js?_deploymentId=${deploymentId}`);
    expect(find(version)?.tested).toBe(false);
    await open(`${TEST}/?_deploymentId=${deploymentId}&_userKey=minji`);
    await open(`${TEST}/?_deploymentId=${deploymentId}`);
    expect(find(version)).toMatchObject({ tested: true });
    expect(find(version)?.history.filter(({ step }) => step === 'tested')).toMatchObject([{ by: 'minji' }]);
  });

  test('does not count as tested when its page could not be shown', async () => {
    const { open } = browser();
    const { version, deploymentId } = await uploaded();
    await open(`${TEST}/missing.html?_deploymentId=${deploymentId}`);
    expect(find(version)?.tested).toBe(false);
  });

  test('gives its own files to its page, and other files to the link of another version', async () => {
    const phone = browser();
    const one = await uploaded({ files: { 'web/app.js': 'one' } });
    const two = await uploaded({ files: { 'web/app.js': 'two' } });
    const script = async () => (await phone.load(`${TEST}/app.js`)).text();
    await phone.open(link(one));
    expect(await script()).toBe('one');
    await phone.open(link(two));
    expect(await script()).toBe('two');
    await phone.open(`${TEST}/`);
    expect(await script()).toBe('two');
  });
});

describe('the live origin', () => {
  test('has nothing before the first release, and then the released version', async () => {
    expect((await browser().open(`${LIVE}/`)).headers.get('x-ait-iap')).toBe('NOT_RELEASED');
    await released({ files: { 'web/app.js': 'one' } });
    expect((await browser().open(`${LIVE}/`)).status).toBe(200);
    expect(await (await browser().load(`${LIVE}/app.js`)).text()).toBe('one');
  });

  test('keeps a phone on its bundle until it opens the mini-app again, also after a roll-back', async () => {
    const phone = browser();
    const script = async () => (await phone.load(`${LIVE}/app.js`)).text();
    const { version } = await released({ files: { 'web/app.js': 'one' } });
    await phone.open(`${LIVE}/`);
    await released({ files: { 'web/app.js': 'two' } });
    expect(await script()).toBe('one');
    await phone.open(`${LIVE}/`);
    expect(await script()).toBe('two');
    sandbox.console.versions.release(version);
    expect(await script()).toBe('two');
    await phone.open(`${LIVE}/`);
    expect(await script()).toBe('one');
  });

  test('does not count as a test: a version is tested by its link', async () => {
    const { version } = await released();
    await browser().open(`${LIVE}/`);
    expect(find(version)?.history.filter(({ step }) => step === 'tested')).toHaveLength(1);
  });
});

describe('a path', () => {
  const types = {
    'web/a.css': 'a',
    'web/b.WASM': 'b',
    'web/c.unknown': 'c',
    'web/shop/index.html': '<p>shop',
  };
  const status = async (path: string) => (await browser().open(`${TEST}${path}`)).status;
  let query = '';
  beforeEach(async () => {
    query = `?_deploymentId=${(await uploaded({ files: { ...types, 'web/한글.txt': '한글' } })).deploymentId}`;
  });

  test.each([
    ['/a.css', 'text/css; charset=utf-8'],
    ['/b.WASM', 'application/wasm'],
    ['/c.unknown', 'application/octet-stream'],
    ['/%ED%95%9C%EA%B8%80.txt', 'text/plain; charset=utf-8'],
  ])('%s is sent as %s, and browsers may not guess another type', async (path, type) => {
    const { headers } = await browser().load(`${TEST}${path}${query}`);
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([type, 'nosniff']);
  });

  test('without a file extension belongs to the router of the mini-app: it gets the entry page, or the one of its folder', async () => {
    const text = async (path: string) => (await browser().open(`${TEST}${path}${query}`)).text();
    expect(await text('/orders/1')).toContain('Gem shop');
    expect(await text('/shop')).toContain('<p>shop');
    expect(await text('/shop/')).toContain('<p>shop');
  });

  test('with a file extension is a file or 404', async () => {
    expect(await status(`/missing.js${query}`)).toBe(404);
  });

  test.each([
    '/..%2f..%2fbundle.ios.0_84_0.js',
    '/%2e%2e/bundle.ios.0_84_0.js',
    '/..%5cbundle.ios.0_84_0.js',
    '//etc/passwd.txt',
    '/%00.html',
    '/%E0%A4%A.html',
    '/__proto__.html',
  ])('such as %s does not lead out of the folder of pages', async (path) => {
    expect(await status(path + query)).toBe(404);
  });
});

describe('the page that replaces a mini-app', () => {
  const why = async (url: string) => (await browser().open(url)).headers.get('x-ait-iap');

  test('says in both languages why there is no mini-app', async () => {
    expect(await why(`${TEST}/`)).toBe('NO_LINK');
    expect(await why(`${TEST}/?_deploymentId=nobody`)).toBe('UNKNOWN');
    expect(await why('http://other-shop.apps.localhost:4600/')).toBe('OTHER_APP');
    expect(await why(link(await uploaded({ platform: 'react-native' })))).toBe('NO_PAGES');
    sandbox.console.changeSettings({ buildSeconds: 10 });
    expect(await why(link(await uploaded()))).toBe('NOT_BUILT');
    const answer = await browser().open(`${TEST}/`);
    expect(await answer.text()).toMatch(/링크.*[\s\S]*Open the link/);
  });

  test('says that the file of a bundle is missing, as in an imported world', async () => {
    const given = await uploaded();
    const elsewhere = createSandbox({ settings: { appName: 'gem-shop' } });
    elsewhere.import(sandbox.export());
    app = new BundleApp(elsewhere.world, new ReleaseDesk(elsewhere.world, memoryBundles()));
    expect(await why(link(given))).toBe('NOT_HERE');
  });
});

test('can only be read', async () => {
  const answer = await app.answer(new Request(`${LIVE}/`, { method: 'POST' }), undefined);
  expect(answer.status).toBe(405);
});
