import { createOrderId } from '@ait-iap/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createFulfillment } from './create-fulfillment.js';

const USERS = ['user-1', 'user-2'] as const;
const STATUSES = ['ORDER_IN_PROGRESS', 'NOT_FOUND', 'PURCHASED', 'REFUNDED', 'SOMETHING_NEW'] as const;

/** Things that happen to one order, several of them at the same moment. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('grant' as const), user: fc.constantFrom(...USERS), machine: fc.nat(1) }),
  fc.record({ kind: fc.constant('refresh' as const), machine: fc.nat(1) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(...STATUSES) }),
  fc.record({ kind: fc.constant('breakCallback' as const), broken: fc.boolean() }),
  fc.record({ kind: fc.constant('breakPlatform' as const), broken: fc.boolean() }),
);
const story = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

describe('an order, after any events in any order', () => {
  it('is granted at most once, to its user, taken back at most once, and never lost', async () => {
    const harness = await sqliteHarness();
    const stores = [harness.store, harness.another()];
    try {
      await fc.assert(
        fc.asyncProperty(story, async (moments) => {
          const orderId = createOrderId();
          const partner = new ScriptedPartner().say(orderId, { status: 'ORDER_IN_PROGRESS' }, 'user-1');
          const counts = { granted: 0, revoked: 0 };
          let refunded = false;
          let callbackBroken = false;
          let platformBroken = false;
          partner.before = async () => {
            if (platformBroken) throw new Error('platform is down');
          };
          const machines = stores.map((store) =>
            createFulfillment({
              partner,
              store,
              clock: new ManualClock(),
              onGrant: async (tx, order) => {
                await harness.addItem(tx, order);
                if (callbackBroken) throw new Error('callback is broken');
                expect(order.userKey).toBe('user-1');
              },
              onRevoke: async (tx, order) => {
                await harness.removeItem(tx, order);
                if (callbackBroken) throw new Error('callback is broken');
              },
              onEvent: ({ type }) => {
                if (type === 'fulfillment.granted') counts.granted += 1;
                if (type === 'fulfillment.revoked') counts.revoked += 1;
              },
            }),
          );
          const [first] = machines;
          const happen = async (moment: (typeof moments)[number][number]) => {
            switch (moment.kind) {
              case 'grant':
                await machines[moment.machine]
                  ?.grant({ orderId, userKey: moment.user })
                  .catch(() => undefined);
                return;
              case 'refresh':
                await machines[moment.machine]?.refresh({ orderId }).catch(() => undefined);
                return;
              case 'status':
                // Nothing follows a refund.
                refunded ||= moment.status === 'REFUNDED';
                partner.say(orderId, { status: refunded ? 'REFUNDED' : moment.status }, 'user-1');
                return;
              case 'breakCallback':
                callbackBroken = moment.broken;
                return;
              case 'breakPlatform':
                platformBroken = moment.broken;
            }
          };
          for (const moment of moments) {
            await Promise.all(moment.map(happen));
            expect(counts.granted).toBeLessThanOrEqual(1);
            expect(counts.revoked).toBeLessThanOrEqual(counts.granted);
            const items = (await harness.items()).filter((item) => item.orderId === orderId);
            expect(items).toHaveLength(counts.granted - counts.revoked);
          }
          // Everything works again: the user has each paid order that was kept, and none that was refunded.
          callbackBroken = false;
          platformBroken = false;
          if (!refunded) partner.say(orderId, {}, 'user-1');
          const last = await first?.grant({ orderId, userKey: 'user-1' });
          await first?.refresh({ orderId });
          const items = (await harness.items()).filter((item) => item.orderId === orderId);
          expect(items).toHaveLength(refunded ? 0 : 1);
          if (!refunded) expect(['granted', 'already_granted']).toContain(last?.outcome);
        }),
        { numRuns: 60 },
      );
    } finally {
      await harness.close();
    }
  });
});
