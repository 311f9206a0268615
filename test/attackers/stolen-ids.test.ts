import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, postGrant, type Shop } from './shop.js';

const SKU = 'ait.sandbox.consumable-1';
const OWNER = 'owner';
const THIEF = 'thief';

let shop: Shop;
afterEach(() => shop.close());

/** A paid order of the owner. Its id is no secret: it passes through phones, logs and screenshots. */
const paidOrder = () => shop.sandbox.console.purchase({ userKey: OWNER, sku: SKU, granted: false }).orderId;

/** Every way to write an id, and what else a thief could send beside it. */
const DISGUISES: [string, (orderId: string) => unknown, Record<string, string>?][] = [
  ['as it is', (orderId) => ({ orderId })],
  ['in capitals', (orderId) => ({ orderId: orderId.toUpperCase() })],
  ['with the product', (orderId) => ({ orderId, sku: SKU })],
  ['with the key of its owner in the body', (orderId) => ({ orderId, userKey: OWNER, user: OWNER })],
  ['with the key of its owner in a header', (orderId) => ({ orderId }), { 'x-toss-user-key': OWNER }],
  ['with a price', (orderId) => ({ orderId, amount: 0, status: 'PURCHASED', isProductGranted: true })],
  ['in a list', (orderId) => ({ orderId: [orderId] })],
  ['twice in one body', (orderId) => `{"orderId":"${crypto.randomUUID()}","orderId":"${orderId}"}`],
  ['with blanks', (orderId) => ({ orderId: ` ${orderId} ` })],
  ['in braces', (orderId) => ({ orderId: `{${orderId}}` })],
  ['as a URN', (orderId) => ({ orderId: `urn:uuid:${orderId}` })],
  ['without hyphens', (orderId) => ({ orderId: orderId.replaceAll('-', '') })],
  ['behind a prototype', (orderId) => `{"__proto__":{"userKey":"${OWNER}"},"orderId":"${orderId}"}`],
];

describe('a stolen order id', () => {
  beforeEach(async () => {
    shop = await openShop();
  });

  describe.each(['before its owner has asked', 'after its owner was granted', 'after a refund'])(
    '%s',
    (when) => {
      test.each(DISGUISES)('gets the thief nothing %s', async (_, write, headers) => {
        const [one, other] = shop.backends;
        const orderId = paidOrder();
        if (when !== 'before its owner has asked') await postGrant(one.handle, OWNER, { orderId });
        if (when === 'after a refund') {
          shop.sandbox.refund(orderId);
          await one.fulfillment.refresh({ orderId });
        }
        const before = await shop.items();
        const { outcome } = await postGrant(other.handle, THIEF, write(orderId), headers);
        expect([undefined, 'pending', 'refused']).toContain(outcome);
        expect(await shop.items()).toEqual(before);
        // And costs its owner nothing.
        if (when === 'before its owner has asked')
          expect(await postGrant(one.handle, OWNER, { orderId })).toMatchObject({ outcome: 'granted' });
      });
    },
  );

  test('is granted to its owner, also when the thief asks both backends at the same moment', async () => {
    const [one, other] = shop.backends;
    const orderId = paidOrder();
    const asked = await Promise.all(
      [one, other, one, other, one, other].flatMap(({ handle }) => [
        postGrant(handle, THIEF, { orderId }),
        postGrant(handle, OWNER, { orderId }),
      ]),
    );
    expect(asked.filter(({ outcome }) => outcome === 'granted')).toHaveLength(1);
    expect(await shop.items()).toEqual([`${orderId} ${OWNER}`]);
  });

  test('tells the thief nothing about its owner, its product or its state', async () => {
    const orderId = paidOrder();
    const [{ handle }] = shop.backends;
    const real = await postGrant(handle, THIEF, { orderId });
    const madeUp = crypto.randomUUID();
    const unreal = await postGrant(handle, THIEF, { orderId: madeUp });
    expect(real.text.replaceAll(orderId, '')).toBe(unreal.text.replaceAll(madeUp, ''));
  });

  test('is not shown in the orders of the thief', async () => {
    const orderId = paidOrder();
    const [{ handle }] = shop.backends;
    await postGrant(handle, OWNER, { orderId });
    await postGrant(handle, THIEF, { orderId });
    const list = await handle(
      new Request('https://shop.example/orders', { headers: { 'x-session': THIEF } }),
    );
    expect(await list.text()).not.toContain(orderId);
  });
});

describe('without Toss Login, when the platform does not know the users', () => {
  test('a stolen id gets nothing for a user without an intent to buy that product', async () => {
    shop = await openShop({ userKeys: 'own', intents: 'required' });
    const [one, other] = shop.backends;
    await one.fulfillment.createIntent({ userKey: OWNER, sku: SKU });
    const orderId = paidOrder();
    for (const [, write, headers] of DISGUISES) {
      const { outcome } = await postGrant(other.handle, THIEF, write(orderId), headers);
      expect([undefined, 'pending', 'refused']).toContain(outcome);
    }
    expect(await postGrant(one.handle, OWNER, { orderId })).toMatchObject({ outcome: 'granted' });
    expect(await shop.items()).toEqual([`${orderId} ${OWNER}`]);
  });

  test('only one of two users gets the order, at any backends and at the same moment', async () => {
    shop = await openShop({ userKeys: 'own' });
    const orderId = paidOrder();
    const asked = await Promise.all(
      shop.backends.flatMap(({ handle }) =>
        [OWNER, THIEF].map((user) => postGrant(handle, user, { orderId })),
      ),
    );
    expect(asked.filter(({ outcome }) => outcome === 'granted')).toHaveLength(1);
    expect(await shop.items()).toHaveLength(1);
  });
});
