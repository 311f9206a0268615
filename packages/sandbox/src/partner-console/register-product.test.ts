import { describe, expect, it } from 'vitest';
import { releaseBundle } from '../../test/support/release-bundle.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ProductRegistration } from './register-product.js';

const FORM: ProductRegistration = {
  type: 'CONSUMABLE',
  name: '보석 100개',
  description: '게임에서 쓰는 보석이에요',
  supplyPrice: 900,
  image: { mimeType: 'image/png', width: 1024, height: 1024 },
  exposeOnApproval: true,
};

describe('a product of the partner', () => {
  it('goes from the contract to the sale, and each review takes its business days', async () => {
    const sandbox = createSandbox();
    const { account, registration } = sandbox.console;
    account.signContract('CHIEF_ADMINISTRATOR');
    account.submitKyc();
    // The world starts on a Thursday that is a holiday: Friday counts as the first day, so Wednesday is the third.
    await sandbox.clock.advance('5 days');
    expect(account.read().kyc).toBe('IN_REVIEW');
    await sandbox.clock.advance('1 day');
    expect(account.read().kyc).toBe('APPROVED');
    const { sku } = registration.register(FORM);
    expect(await listed(sandbox, 'toss')).not.toContain(sku);
    await sandbox.clock.advance('2 days');
    expect(sandbox.world.product(sku)).toMatchObject({ review: 'APPROVED', exposed: true });
    expect(await listed(sandbox, 'toss')).toContain(sku);
  });

  it('is not in the list of the sandbox app, which shows mock items only', async () => {
    const sandbox = ready();
    const { sku } = sandbox.console.registration.register(FORM);
    sandbox.console.registration.decide(sku, 'APPROVED');
    expect(await listed(sandbox, 'sandbox')).not.toContain(sku);
  });

  it('is not shown before it is switched on, if the box was not ticked', async () => {
    const sandbox = ready();
    const { sku } = sandbox.console.registration.register({ ...FORM, exposeOnApproval: false });
    expect(() => sandbox.console.registration.expose(sku, true)).toThrow('not approved');
    sandbox.console.registration.decide(sku, 'APPROVED');
    expect(await listed(sandbox, 'toss')).not.toContain(sku);
    sandbox.console.registration.expose(sku, true);
    expect(await listed(sandbox, 'toss')).toContain(sku);
  });

  it('can be handed in again after a rejection, which needs a reason', () => {
    const sandbox = ready();
    const { registration } = sandbox.console;
    const { sku } = registration.register(FORM);
    expect(() => registration.decide(sku, 'REJECTED')).toThrow('reason');
    registration.decide(sku, 'REJECTED', '이미지가 흐려요');
    expect(registration.resubmit(sku, { ...FORM, name: '보석 백 개' })).toMatchObject({
      sku,
      review: 'IN_REVIEW',
      name: '보석 백 개',
    });
    expect(() => registration.resubmit(sku, FORM)).toThrow('not rejected');
  });

  it('is refused with every broken rule at once, and nothing is registered', () => {
    const sandbox = createSandbox();
    const before = sandbox.world.products().length;
    const form = {
      ...FORM,
      name: '가'.repeat(31),
      description: '가'.repeat(46),
      supplyPrice: 395,
      image: { mimeType: 'image/png', width: 512, height: 512 },
      minimumVersion: '9.9.9',
    };
    expect(() => sandbox.console.registration.register(form)).toThrow(
      expect.objectContaining({
        code: 'CONSOLE_RULE',
        problems: ['name', 'description', 'image', 'supplyPrice', 'contract', 'kyc', 'minimumVersion'].map(
          (field) => expect.objectContaining({ field }),
        ),
      }),
    );
    expect(sandbox.world.products()).toHaveLength(before);
  });

  it('is not seen by mini-app versions below its minimum', async () => {
    const sandbox = ready();
    for (const version of ['1.0.0', '1.1.0']) await releaseBundle(sandbox, version);
    const { sku } = sandbox.console.registration.register({ ...FORM, minimumVersion: '1.1.0' });
    sandbox.console.registration.decide(sku, 'APPROVED');
    expect(await listed(sandbox, 'toss', '1.0.9')).not.toContain(sku);
    expect(await listed(sandbox, 'toss', '1.1.0')).toContain(sku);
    sandbox.console.versions.release('1.0.0');
    expect(await listed(sandbox, 'toss')).not.toContain(sku);
  });
});

describe('the account', () => {
  it('lets only the chief administrator sign', () => {
    expect(() => createSandbox().console.account.signContract('MEMBER')).toThrow('chief administrator');
  });

  it('accepts no KYC without a contract, and accepts it again after a rejection', () => {
    const { account } = createSandbox().console;
    expect(() => account.submitKyc()).toThrow('contract');
    account.signContract('CHIEF_ADMINISTRATOR');
    account.submitKyc();
    expect(() => account.submitKyc()).toThrow('IN_REVIEW');
    expect(account.decideKyc('REJECTED', '서류가 빠졌어요')).toMatchObject({
      kyc: 'REJECTED',
      kycReason: '서류가 빠졌어요',
    });
    expect(account.submitKyc().kyc).toBe('IN_REVIEW');
  });
});

function ready(): Sandbox {
  const sandbox = createSandbox();
  sandbox.console.account.signContract('CHIEF_ADMINISTRATOR');
  sandbox.console.account.submitKyc();
  sandbox.console.account.decideKyc('APPROVED');
  return sandbox;
}

async function listed(
  sandbox: Sandbox,
  environment: 'toss' | 'sandbox',
  miniAppVersion?: string,
): Promise<string[]> {
  const device = { userKey: 'user-1', environment, ...(miniAppVersion !== undefined && { miniAppVersion }) };
  const list = await sandbox.bridge(device).call('iapGetProductItemList', [{}]);
  return (list as { products: { sku: string }[] }).products.map(({ sku }) => sku);
}
