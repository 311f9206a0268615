import { MINIMUM_APP_VERSIONS, type Platform, type VersionedFeature } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';

const USER = 'user-1';
const SKU = 'ait.sandbox.consumable-1';
const METHODS: ReadonlyArray<readonly [VersionedFeature, string]> = [
  ['getProductItemList', 'iapGetProductItemList'],
  ['getPendingOrders', 'getPendingOrders'],
  ['getCompletedOrRefundedOrders', 'getCompletedOrRefundedOrders'],
  ['completeProductGrant', 'completeProductGrant'],
  ['getSubscriptionInfo', 'getSubscriptionInfo'],
];
const PLATFORMS: readonly Platform[] = ['android', 'ios'];

/** The version just before another one. */
function versionBefore(version: string): string {
  const [major, minor, patch] = version.split('.').map(Number) as [number, number, number];
  return patch > 0 ? `${major}.${minor}.${patch - 1}` : `${major}.${minor - 1}.99`;
}

describe.each(PLATFORMS)('a Toss app on %s', (platform) => {
  it.each(METHODS)(
    'answers %s from its minimum version on, and undefined below it',
    async (feature, method) => {
      const minimum = MINIMUM_APP_VERSIONS[feature][platform];
      const call = (appVersion: string, environment: 'toss' | 'sandbox') =>
        createSandbox().bridge({ userKey: USER, environment, platform, appVersion }).call(method, [{}]);
      expect(await call(minimum, 'toss')).toBeDefined();
      expect(await call(versionBefore(minimum), 'toss')).toBeUndefined();
      expect(await call(versionBefore(minimum), 'sandbox')).toBeDefined();
    },
  );

  it('gives the time of the server from 5.245.0 on', async () => {
    const sandbox = createSandbox();
    const time = (appVersion: string) =>
      sandbox.bridge({ userKey: USER, environment: 'toss', platform, appVersion }).call('getServerTime', []);
    expect(await time('5.245.0')).toBe(sandbox.clock.now());
    expect(await time('5.244.9')).toBeUndefined();
  });

  it('lists subscriptions only from the version that can sell them', async () => {
    const minimum = MINIMUM_APP_VERSIONS.subscriptionsInProductList[platform];
    const types = async (appVersion: string) => {
      const bridge = createSandbox().bridge({ userKey: USER, environment: 'toss', platform, appVersion });
      const list = (await bridge.call('iapGetProductItemList', [{}])) as { products: { type?: string }[] };
      return list.products.map(({ type }) => type);
    };
    expect(await types(minimum)).toContain('SUBSCRIPTION');
    expect(await types(versionBefore(minimum))).not.toContain('SUBSCRIPTION');
    expect(await types('5.219.0')).toEqual([undefined, undefined, undefined]);
  });

  it('uses the legacy way of a purchase when there is no product grant: granted at once', async () => {
    const sandbox = createSandbox();
    const appVersion = versionBefore(MINIMUM_APP_VERSIONS.productGrant[platform]);
    const bridge = sandbox.bridge({ userKey: USER, environment: 'toss', platform, appVersion });
    expect(await buy(bridge, SKU).ended).toMatchObject({ code: 'UNSUPPORTED_APP_VERSION' });
    const result = await bridge.call('iapCreateOneTimePurchaseOrder', [{ productId: SKU }]);
    expect(result).toMatchObject({ displayName: '테스트 상품 - 1', amount: 1100 });
    expect(sandbox.orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('does not sell subscriptions below the version for them', async () => {
    const appVersion = versionBefore(MINIMUM_APP_VERSIONS.createSubscriptionPurchaseOrder[platform]);
    const bridge = createSandbox().bridge({ userKey: USER, environment: 'toss', platform, appVersion });
    const purchase = buy(bridge, 'ait.sandbox.subscription-monthly', { subscription: true });
    expect(await purchase.ended).toMatchObject({ code: 'UNSUPPORTED_APP_VERSION' });
  });
});

describe('any Toss app', () => {
  it('gives its constants', () => {
    const bridge = createSandbox().bridge({
      userKey: USER,
      environment: 'toss',
      platform: 'ios',
      appVersion: '5.231.0',
    });
    const names = ['getOperationalEnvironment', 'getPlatformOS', 'getTossAppVersion', 'nothing'];
    expect(names.map((name) => bridge.constant(name))).toEqual(['toss', 'ios', '5.231.0', undefined]);
  });

  it('refuses a function that it does not have at once', async () => {
    const bridge = createSandbox().bridge({ userKey: USER });
    await expect(bridge.call('openDoor', [])).rejects.toMatchObject({
      code: 'UNKNOWN_BRIDGE_METHOD',
      message: expect.stringContaining('openDoor'),
    });
    await expect(bridge.call('constructor', [])).rejects.toMatchObject({ code: 'UNKNOWN_BRIDGE_METHOD' });
    const error = await new Promise((onError) =>
      bridge.listen('openDoor', {}, { onEvent: () => {}, onError }),
    );
    expect(error).toMatchObject({ code: 'UNKNOWN_BRIDGE_METHOD' });
  });

  it('sells a subscription through its own function only', async () => {
    const bridge = createSandbox().bridge({ userKey: USER });
    expect(await buy(bridge, SKU, { subscription: true }).ended).toMatchObject({
      code: 'INVALID_PRODUCT_ID',
    });
    expect(await buy(bridge, 'ait.sandbox.subscription-monthly').ended).toMatchObject({
      code: 'INVALID_PRODUCT_ID',
    });
  });

  it('keeps a storage for each device of each user', async () => {
    const sandbox = createSandbox();
    const phone = sandbox.bridge({ userKey: USER });
    await phone.call('setStorageItem', ['lock', '1']);
    await phone.call('setStorageItem', ['other', '2']);
    const read = (bridge: typeof phone) => bridge.call('getStorageItem', ['lock']);
    expect(await read(sandbox.bridge({ userKey: USER }))).toBe('1');
    expect(await read(sandbox.bridge({ userKey: USER, deviceId: 'tablet' }))).toBeNull();
    expect(await read(sandbox.bridge({ userKey: 'user-2' }))).toBeNull();
    await phone.call('removeStorageItem', ['lock']);
    expect(await read(phone)).toBeNull();
    await phone.call('clearItems', []);
    expect(await phone.call('getStorageItem', ['other'])).toBeNull();
  });

  it.each([
    ['userKey', { userKey: '' }],
    ['userKey', { userKey: 'two words' }],
    ['platform', { userKey: USER, platform: 'windows' }],
    ['environment', { userKey: USER, environment: 'live' }],
  ])('cannot start with an unusable %s', (field, device) => {
    expect(() => createSandbox().bridge(device as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_DEVICE', field }),
    );
  });
});
