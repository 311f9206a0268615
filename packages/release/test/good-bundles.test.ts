import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkBundle } from '../src/index.js';
import { bundleWith, GOOD_SCRIPT } from './support/bundles.js';

const quiet = { askFoundBackends: false } as const;
const rulesOf = async (content: Uint8Array) =>
  (await checkBundle(content, quiet)).findings.map(({ rule, weight }) => `${weight} ${rule}`);

describe('a good bundle', () => {
  it('has no error and no warning', async () => {
    expect(await rulesOf(await bundleWith())).toEqual([]);
  });

  it('shows what takes up its size: the shell of the platform and its maps do not count as the mini-app’s own', async () => {
    const { size } = await checkBundle(await bundleWith(), quiet);
    expect(size.platform).toBe(2 * 'shell("http://10.0.2.2:8081")'.length);
    expect(size.platformMaps).toBe(2 * '{"version":3}'.length);
    expect(size.total).toBe(size.own + size.platform + size.platformMaps);
    expect(size.left).toBe(100_000_000 - size.total);
    expect(size.largest.map(({ file }) => file)).toEqual(['web/app.js', 'web/index.html']);
  });

  it('says which functions of IAP its minified code calls', async () => {
    const { purchase } = await checkBundle(await bundleWith(), quiet);
    expect(purchase).toEqual({
      called: [
        'getProductItemList',
        'createOneTimePurchaseOrder',
        'getPendingOrders',
        'completeProductGrant',
        'getCompletedOrRefundedOrders',
      ],
      ourClient: false,
      sells: true,
      recovers: true,
      showsHistory: true,
    });
  });

  it('may sell and recover with our client, which is recognised by the name of its storage key', async () => {
    const script = 'const k="ait-iap.open-orders";c.recover({grant:g});c.purchase(s,{grant:g});c.history();';
    const report = await checkBundle(await bundleWith({ script }), quiet);
    expect(report.findings).toEqual([]);
    expect(report.purchase).toMatchObject({ ourClient: true, sells: true, recovers: true });
  });

  it('may recover with the hook: recoverOnMount as a minifier writes it', async () => {
    const script =
      'const k="ait-iap.open-orders";u({recoverOnMount:!0});c.purchase(s,{grant:g});c.history();';
    expect(await rulesOf(await bundleWith({ script }))).toEqual([]);
  });

  it('that sells nothing gets no findings about in-app purchase', async () => {
    expect(await rulesOf(await bundleWith({ script: 'alert("1,100원")' }))).toEqual([]);
  });

  it('may hold names that only look like addresses, and the base address that libraries use for relative ones', async () => {
    const script = `${GOOD_SCRIPT};x="http://www.w3.org/2000/svg";y="http://localhost"`;
    expect(await rulesOf(await bundleWith({ script }))).toEqual(['warning local-address']);
  });

  it('reports permissions and source maps with sources, and refuses neither', async () => {
    const files = { 'web/app.js.map': '{"version":3,"sources":["../src/app.ts","../node_modules/a/b.js"]}' };
    const content = await bundleWith({ files, permissions: [['photos', 'read']] });
    expect(await rulesOf(content)).toEqual(['note permission-asked', 'note source-map']);
  });

  it('of the older form, a ZIP with app.json, is read and reported as old', async () => {
    const text = (value: string) => new TextEncoder().encode(value);
    const content = zipSync({
      'app.json': text(
        '{"appName":"gem-shop","permissions":[],"_metadata":{"deploymentId":"1","sdkVersion":"3.1.0"}}',
      ),
      'web/index.html': text('<!doctype html>'),
      'web/app.js': text(GOOD_SCRIPT),
    });
    expect(await rulesOf(content)).toEqual(['warning old-zip-form']);
  });
});
