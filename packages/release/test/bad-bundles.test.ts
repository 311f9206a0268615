import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, checkBundle } from '../src/index.js';
import { archiveEnd, bundleWith, GOOD_SCRIPT, headerAndArchive, type Planted } from './support/bundles.js';
import { selfSigned } from './support/certificates.js';

const refused = async (content: Uint8Array, options: CheckOptions = {}) => {
  const report = await checkBundle(content, { askFoundBackends: false, ...options });
  expect(report.ok).toBe(false);
  return report.findings.filter(({ weight }) => weight === 'refused').map(({ rule }) => rule);
};

const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const withScript = (script: string): Planted => ({ script: `${GOOD_SCRIPT};${script}` });

describe('a bundle is refused for one reason only', () => {
  it.each<[string, string, Planted]>([
    ['no page', 'entry-page-missing', { without: ['web/index.html'] }],
    ['SDK 2.x', 'sdk-too-old', { sdkVersion: '2.10.8' }],
    ['a private key in a text', 'private-key', { files: { 'web/config.json': JSON.stringify({ key }) } }],
    ['a private key in the code', 'private-key', withScript(`k=${JSON.stringify(key)}`)],
    ['a key file', 'private-key', { files: { 'web/certs/client.key': new Uint8Array([1, 2, 3]) } }],
    ['a PKCS#12 file', 'private-key', { files: { 'web/client.p12': new Uint8Array([1, 2, 3]) } }],
    ['a certificate', 'certificate', { files: { 'web/ca.crt': 'anything' } }],
    ['an .env file', 'settings-file', { files: { 'web/.env.production': 'SECRET=1' } }],
    ['a .git folder', 'settings-file', { files: { 'web/.git/config': '[core]' } }],
    ['code from the sandbox', 'sandbox-code', withScript('k="ait-iap.sandbox/running"')],
    [
      'an address of this machine in a call',
      'local-address',
      withScript('fetch("http://localhost:4610/grant")'),
    ],
    [
      'an address of this machine in an option',
      'local-address',
      withScript('axios.create({baseURL:"http://127.0.0.1:3000"})'),
    ],
    ['an address of an emulator', 'local-address', withScript('x=`http://10.0.2.2:8080/grant`')],
    ['an address of the office network', 'local-address', withScript('x="ws://192.168.0.12:8080/live"')],
    ['an unencrypted call', 'unencrypted-address', withScript('fetch("http://api.gem-shop.kr/grant")')],
    [
      'an unencrypted socket',
      'unencrypted-address',
      withScript('new WebSocket("ws://api.gem-shop.kr/live")'),
    ],
    [
      'a purchase without recovery',
      'purchase-without-recovery',
      { script: 'i.createOneTimePurchaseOrder({});i.getCompletedOrRefundedOrders()' },
    ],
    [
      'a subscription without recovery',
      'purchase-without-recovery',
      { script: 'i.createSubscriptionPurchaseOrder({});i.getCompletedOrRefundedOrders()' },
    ],
    [
      'a recovery that completes nothing',
      'recovery-never-completes',
      { script: 'i.createOneTimePurchaseOrder({});i.getPendingOrders();i.getCompletedOrRefundedOrders()' },
    ],
    [
      'our client without recovery',
      'purchase-without-recovery',
      { script: 'k="ait-iap.open-orders";c.purchase(s,{grant:g});c.history()' },
    ],
    [
      'a purchase inside a page',
      'purchase-without-recovery',
      {
        script: '',
        page: '<script>const{createOneTimePurchaseOrder:c}=IAP;c({});IAP.getCompletedOrRefundedOrders()</script>',
      },
    ],
  ])('%s', async (_, rule, planted) => {
    expect(await refused(await bundleWith(planted))).toEqual([rule]);
  });

  it.each<[string, string, Planted]>([
    [
      'a changed byte, which the official reader does not see',
      'entry-changed',
      { script: GOOD_SCRIPT.replace('s()', 'S()') },
    ],
    ['a file that has grown', 'entry-resized', withScript('1')],
    ['a file that was removed', 'entry-missing', { without: ['web/app.js'] }],
    ['a file that was added', 'entry-added', { files: { 'web/more.js': '1' } }],
  ])('%s', async (_, rule, planted) => {
    const changed = headerAndArchive(await bundleWith(), await bundleWith(planted));
    expect((await refused(changed)).filter((each) => each.startsWith('entry-'))).toEqual([rule]);
  });

  it('more than 100 MB', async () => {
    expect(
      await refused(await bundleWith({ files: { 'web/data.bin': new Uint8Array(100_000_000) } })),
    ).toEqual(['too-large']);
  });

  it('a certificate of another mini-app', async () => {
    const certificate = selfSigned('other-shop', 365);
    expect(await refused(await bundleWith(), { certificate })).toEqual(['certificate-of-other-app']);
  });

  it('a certificate that has run out', async () => {
    const certificate = selfSigned('gem-shop', 10);
    const now = Date.now() + 11 * 86_400_000;
    expect(await refused(await bundleWith(), { certificate, now })).toEqual(['certificate-expired']);
  });

  it('a configuration of another mini-app', async () => {
    expect(await refused(await bundleWith(), { configuredAppName: 'other' })).toEqual([
      'configuration-of-other-app',
    ]);
  });
});

describe('a bundle that cannot be read', () => {
  const readable = async (content: Uint8Array) =>
    checkBundle(content, { askFoundBackends: false }).then(
      () => 'readable',
      (error: { code: string }) => error.code,
    );

  it('is refused with its own message, wherever it was cut', async () => {
    const content = await bundleWith();
    const said = new Set<string>();
    for (let length = 8; length < archiveEnd(content); length += 7)
      said.add(await readable(content.subarray(0, length)));
    expect([...said].toSorted()).toEqual(['CUT_SHORT']);
  });

  it('is not confused with a file of another kind', async () => {
    expect(await readable(new TextEncoder().encode('<!doctype html><html></html>'))).toBe('NOT_A_BUNDLE');
    expect(await readable(new Uint8Array())).toBe('NOT_A_BUNDLE');
    expect(await readable(zipSync({ 'src/index.ts': new Uint8Array([1]) }))).toBe('NOT_A_BUNDLE');
  });

  it('asks for an update when its format is newer', async () => {
    const content = await bundleWith();
    new DataView(content.buffer, content.byteOffset).setUint32(8, 2);
    expect(await readable(content)).toBe('FORMAT_TOO_NEW');
  });
});
