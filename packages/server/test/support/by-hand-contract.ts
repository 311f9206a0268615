import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { type ContractWorld, OTHER, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const BY = { actor: 'desk-7', reason: 'ticket 4711' };
const SKU = 'coins.100';

/** What a support desk can do with an order. */
export function describeByHandContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`orders settled by hand on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let orderId: string;

    beforeEach(async () => {
      world = await openWorld(open);
      orderId = world.orderId;
    });
    afterEach(() => world.close());

    const wait = (ms: number) => world.clock.advance(ms);
    const kinds = async (fulfillment: ReturnType<typeof world.make>) =>
      (await fulfillment.timeline(orderId)).map(({ kind }) => kind);

    it('counts a pending order that was granted by hand as granted, and does not grant it itself', async () => {
      const fulfillment = world.make();
      world.partner.say(orderId, { status: 'ORDER_IN_PROGRESS' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      const marked = await fulfillment.byHand.markGranted({ orderId, userKey: USER, sku: SKU, ...BY });
      expect(marked).toMatchObject({ outcome: 'granted', order: { delivery: 'granted', byHand: 'granted' } });

      world.partner.say(orderId, {}, USER);
      wait(60_000);
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none', status: 'PURCHASED' });
      const recovered = await fulfillment.grant({ orderId, userKey: USER });
      expect(recovered).toMatchObject({ outcome: 'already_granted', sku: SKU });
      expect(await world.harness.items()).toEqual([]);
      const entry = (await fulfillment.timeline(orderId)).find(({ kind }) => kind === 'granted_by_hand');
      expect(entry?.detail).toMatchObject(BY);
    });

    it('marks an order that the ledger has never heard of, and finds its refund', async () => {
      const fulfillment = world.make();
      await fulfillment.byHand.markGranted({ orderId, userKey: USER, sku: SKU, ...BY });
      world.partner.say(orderId, { status: 'REFUNDED' }, USER);
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
    });

    it('lets a running grant find the order settled', async () => {
      const fulfillment = world.make();
      world.partner.before = async () => {
        world.partner.before = async () => undefined;
        await fulfillment.byHand.markGranted({ orderId, userKey: USER, sku: SKU, ...BY });
      };
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
        outcome: 'already_granted',
      });
      expect(await world.harness.items()).toEqual([]);
    });

    it("refuses to mark another user's order, and says so", async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      const marked = await fulfillment.byHand.markGranted({ orderId, userKey: OTHER, sku: SKU, ...BY });
      expect(marked).toEqual({ outcome: 'refused', reason: 'OTHER_USER' });
      const again = await fulfillment.byHand.markGranted({ orderId, userKey: USER, sku: SKU, ...BY });
      expect(again.outcome).toBe('unchanged');
    });

    it('does not mark an order that was refunded and revoked', async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      world.partner.say(orderId, { status: 'REFUNDED' }, USER);
      await fulfillment.refresh({ orderId });
      const marked = await fulfillment.byHand.markGranted({ orderId, userKey: USER, sku: SKU, ...BY });
      expect(marked).toEqual({ outcome: 'refused', reason: 'REFUNDED' });
    });

    it('grants a lost product once more, and tells the callback about it', async () => {
      const told: (boolean | undefined)[] = [];
      const fulfillment = world.make({
        onGrant: async (tx, order) => {
          told.push(order.redelivery);
          if (order.redelivery !== true) await world.harness.addItem(tx, order);
        },
      });
      await fulfillment.grant({ orderId, userKey: USER });
      const result = await fulfillment.byHand.redeliver({ orderId, ...BY });
      expect(result).toMatchObject({ outcome: 'redelivered', order: { delivery: 'granted' } });
      expect(told).toEqual([undefined, true]);
      expect(await kinds(fulfillment)).toEqual(['granted', 'redelivered']);
    });

    it('grants an order on redelivery that was never granted, as usual', async () => {
      const fulfillment = world.make();
      world.partner.say(orderId, { status: 'ORDER_IN_PROGRESS' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      world.partner.say(orderId, {}, USER);
      expect((await fulfillment.byHand.redeliver({ orderId, ...BY })).outcome).toBe('granted');
      expect(await world.harness.items()).toHaveLength(1);
    });

    it.each(['FAILED', 'MINIAPP_MISMATCH', 'NOT_FOUND', 'SOMETHING_NEW'])(
      'does not redeliver an order whose status is %s',
      async (status) => {
        const fulfillment = world.make();
        await fulfillment.grant({ orderId, userKey: USER });
        world.partner.say(orderId, { status }, USER);
        const result = await fulfillment.byHand.redeliver({ orderId, ...BY });
        expect(result).toEqual({ outcome: 'refused', reason: 'NOT_PAID', status });
      },
    );

    it('revokes a refunded order on redelivery instead of granting it', async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      world.partner.say(orderId, { status: 'REFUNDED' }, USER);
      const result = await fulfillment.byHand.redeliver({ orderId, ...BY });
      expect(result).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
      expect(await world.harness.items()).toEqual([]);
    });

    it('writes nothing when the callback of a redelivery throws', async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      const before = await fulfillment.order(orderId);
      const broken = world.make({
        onGrant: async () => {
          throw new Error('no coins today');
        },
      });
      const failure = broken.byHand.redeliver({ orderId, ...BY });
      await expect(failure).rejects.toMatchObject({ code: 'GRANT_CALLBACK_FAILED' });
      const after = await fulfillment.order(orderId);
      expect(after?.grantedAt).toEqual(before?.grantedAt);
      expect(await kinds(fulfillment)).not.toContain('redelivered');
    });

    it('revokes a product for good, although the platform says it is paid', async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      expect(await fulfillment.byHand.takeBack({ orderId, ...BY })).toMatchObject({
        outcome: 'revoked',
        order: { delivery: 'revoked', byHand: 'revoked' },
      });
      expect(await world.harness.items()).toEqual([]);
      for (let day = 0; day < 3; day += 1) {
        wait(86_400_000);
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none', status: 'PURCHASED' });
      }
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
        outcome: 'refused',
        reason: 'TAKEN_BACK',
      });
      expect((await fulfillment.entitlements(USER)).ownershipOf(SKU)).toBe('not_owned');
      expect((await fulfillment.byHand.takeBack({ orderId, ...BY })).outcome).toBe('unchanged');
    });

    it('withholds an order that was not granted yet', async () => {
      const fulfillment = world.make();
      world.partner.say(orderId, { status: 'ORDER_IN_PROGRESS' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      await fulfillment.byHand.takeBack({ orderId, ...BY });
      world.partner.say(orderId, {}, USER);
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none' });
      expect(await world.harness.items()).toEqual([]);
      expect((await fulfillment.byHand.redeliver({ orderId, ...BY })).outcome).toBe('redelivered');
      expect(await world.harness.items()).toHaveLength(1);
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
    });

    it.each([
      ['actor', { actor: '', reason: 'x' }],
      ['actor', { actor: 7, reason: 'x' }],
      ['reason', { actor: 'x', reason: ' ' }],
      ['reason', { actor: 'x', reason: 'x'.repeat(1_001) }],
      ['grantedAt', { ...BY, grantedAt: new Date(Number.NaN) }],
    ])('refuses a request with an unusable %s', async (field, rest) => {
      const request = { orderId, userKey: USER, sku: SKU, ...rest } as never;
      await expect(world.make().byHand.markGranted(request)).rejects.toMatchObject({ field });
    });

    it('does not redeliver or revoke an unknown order', async () => {
      const { byHand } = world.make();
      await expect(byHand.redeliver({ orderId, ...BY })).rejects.toMatchObject({ code: 'UNKNOWN_ORDER' });
      await expect(byHand.takeBack({ orderId, ...BY })).rejects.toMatchObject({ code: 'UNKNOWN_ORDER' });
    });

    it('marks a pending order as granted by an import, once, with the actor of the import', async () => {
      const fulfillment = world.make();
      world.partner.say(orderId, { status: 'ORDER_IN_PROGRESS' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      const row = { orderId, userKey: USER, sku: SKU, grantedAt: new Date(world.clock.now() - 1_000) };
      const report = { imported: 0, markedGranted: 1, known: 0, rejected: [] };
      expect(await fulfillment.importOrders([row], { dryRun: true })).toEqual(report);
      expect((await fulfillment.order(orderId))?.delivery).toBe('none');
      expect(await fulfillment.importOrders([row], { by: BY })).toEqual(report);
      expect(await fulfillment.importOrders([row])).toEqual({ ...report, markedGranted: 0, known: 1 });
      world.partner.say(orderId, {}, USER);
      await fulfillment.refresh({ orderId });
      expect(await world.harness.items()).toEqual([]);
      expect(await kinds(fulfillment)).toContain('granted_by_hand');
    });

    it('imports the good rows and reports each bad one', async () => {
      const fulfillment = world.make();
      await fulfillment.grant({ orderId, userKey: USER });
      const grantedAt = new Date(world.clock.now());
      const fresh = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
      const rows = [
        { orderId: 'no-uuid' },
        { orderId: fresh, userKey: USER, sku: SKU, grantedAt },
        { orderId: fresh.replace('13', '14'), grantedAt, sku: SKU },
        { orderId: fresh.replace('13', '15'), boughtAt: 'yesterday' as never },
        null as never,
        { orderId: fresh.toUpperCase() },
      ];
      for (const dryRun of [true, false]) {
        const report = await fulfillment.importOrders(rows, { dryRun });
        expect(report).toMatchObject({ imported: 1, markedGranted: 0, known: 1 });
        expect(report.rejected.map(({ index, field }) => [index, field])).toEqual([
          [0, 'orderId'],
          [2, 'userKey'],
          [3, 'boughtAt'],
          [4, 'orderId'],
        ]);
      }
      expect(await fulfillment.order(fresh)).toMatchObject({ delivery: 'granted', claimed: true });
    });
  });
}
