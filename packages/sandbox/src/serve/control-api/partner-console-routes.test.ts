import { describe, expect, test } from 'vitest';
import { bundleWith } from '../../../test/support/bundles.js';
import { controlApiOfEachTest, senderTo } from '../../../test/support/control-api.js';

const opened = controlApiOfEachTest();
const send = senderTo(opened);

describe('the control API is the console of a partner', () => {
  const form = {
    type: 'CONSUMABLE',
    name: '보석 10개',
    description: '게임에서 쓰는 보석이에요',
    supplyPrice: 1000,
    image: { mimeType: 'image/png', width: 1024, height: 1024 },
    exposeOnApproval: true,
  };

  test('from the contract to a product on sale, with reviews that take their time', async () => {
    await send('POST', '/account/contract', { by: 'CHIEF_ADMINISTRATOR' });
    expect((await send('POST', '/account/kyc')).body.kyc).toBe('IN_REVIEW');
    await send('POST', '/account/kyc-decision', { decision: 'APPROVED' });
    const { status, body: product } = await send('POST', '/registrations', form);
    expect([status, product.review]).toEqual([201, 'IN_REVIEW']);
    await send('POST', '/clock/advance', { by: '1 week' });
    const { products } = (await send('GET', '/products')).body;
    expect(products.find(({ sku }: { sku: string }) => sku === product.sku)).toMatchObject({
      review: 'APPROVED',
      exposed: true,
    });
    expect(
      (await send('PUT', `/registrations/${product.sku}/exposure`, { exposed: false })).body.exposed,
    ).toBe(false);
  });

  test('which names every broken rule at once, in Korean and English', async () => {
    const { status, body } = await send('POST', '/registrations', { ...form, name: '', supplyPrice: 399 });
    expect([status, body.code]).toEqual([422, 'CONSOLE_RULE']);
    const fields = body.problems.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['name', 'supplyPrice', 'contract']));
    expect(body.problems[0].message).toMatchObject({ ko: expect.any(String), en: expect.any(String) });
  });

  test('from the upload of a bundle to its release', async () => {
    const bundle = await bundleWith();
    const upload = (query: string) =>
      opened.api.request(`http://127.0.0.1:4600/versions${query}`, {
        method: 'POST',
        body: Buffer.from(bundle),
      });
    const uploaded = await upload('?version=1.2.0&memo=first&by=minji');
    expect(uploaded.status).toBe(201);
    expect(await uploaded.json()).toMatchObject({
      ...{ version: '1.2.0', memo: 'first', live: false, bundle: { packedBytes: bundle.length } },
      link: expect.stringMatching(/^intoss-private:\/\/sandbox-mini-app\?_deploymentId=/),
      testUrl: expect.stringMatching(
        /^http:\/\/sandbox-mini-app\.private-apps\.localhost:4600\/\?_deploymentId=/,
      ),
    });
    await opened.sandbox.clock.advance('4 s');
    for (const step of ['test', 'review']) await send('POST', `/versions/1.2.0/${step}`, { by: 'minji' });
    await send('POST', '/versions/1.2.0/decision', { decision: 'APPROVED' });
    expect((await send('POST', '/versions/1.2.0/release')).body).toMatchObject({ live: true });
    expect(((await (await upload('')).json()) as { code: string }).code).toBe('CONSOLE_RULE');
    expect((await send('GET', '/versions')).body).toMatchObject({
      versions: [{ version: '1.2.0' }],
      live: { version: '1.2.0', url: 'http://sandbox-mini-app.apps.localhost:80/' },
    });
    expect((await send('POST', '/versions/9.9.9/test')).body.code).toBe('VERSION_NOT_FOUND');
  });

  test('with the settings of the world', async () => {
    expect((await send('PUT', '/settings', { userKeyHeader: 'optional' })).body.userKeyHeader).toBe(
      'optional',
    );
    expect((await send('GET', '/settings')).body.userKeyHeader).toBe('optional');
    expect((await send('PUT', '/settings', { appName: 'other' })).body.field).toBe('appName');
  });
});
