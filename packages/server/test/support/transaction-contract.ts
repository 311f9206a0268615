import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GrantedOrder, OnGrant } from '../../src/fulfillment/callbacks.js';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';

interface Scene<Tx> {
  readonly harness: LedgerHarness<Tx>;
  readonly orderId: string;
  /** Grants with this callback. Gives the outcome, or the error. */
  grant(
    onGrant: OnGrant<Tx>,
  ): Promise<{ outcome?: string; code?: string; message?: string; cause?: unknown }>;
  readonly fulfillment: Fulfillment;
  readonly refund: () => Promise<unknown>;
}

/** A paid order on a database of its own. */
function scenes<Tx>(open: () => Promise<LedgerHarness<Tx>>): () => Scene<Tx> {
  let scene: Scene<Tx> | undefined;
  beforeEach(async () => {
    const harness = await open();
    const orderId = createOrderId();
    const partner = new ScriptedPartner().say(orderId, {}, USER);
    const make = (onGrant: OnGrant<Tx>) =>
      createFulfillment({ partner, store: harness.store, onGrant, onRevoke: harness.removeItem });
    const fulfillment = make(harness.addItem);
    scene = {
      harness,
      orderId,
      fulfillment,
      grant: (onGrant) =>
        make(onGrant)
          .grant({ orderId, userKey: USER })
          .catch((error: Error) => error),
      refund: () => {
        partner.say(orderId, { status: 'REFUNDED' }, USER);
        return fulfillment.refresh({ orderId });
      },
    };
  });
  afterEach(() => scene?.harness.close());
  return () => scene as Scene<Tx>;
}

const never = new Error('out of stock');

/** What a transaction promises whatever the application's callback does inside it. */
export function describeTransactionContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`the transaction of a grant on ${name}`, () => {
    const scene = scenes(open);
    type Callback = (harness: LedgerHarness<Tx>, tx: Tx, order: GrantedOrder) => Promise<void>;
    const steps =
      (...texts: (string | 'item' | 'throw')[]): Callback =>
      async (harness, tx, order) => {
        for (const text of texts) {
          if (text === 'item') await harness.addItem(tx, order);
          else if (text === 'throw') throw never;
          else await harness.run(tx, text);
        }
      };
    const own: Callback = async (harness, tx, order) => {
      await harness.run(tx, 'BEGIN');
      try {
        await harness.addItem(tx, order);
        throw never;
      } catch {
        await harness.run(tx, 'ROLLBACK');
      }
    };
    const swallowed =
      (callback: Callback): Callback =>
      (...args) =>
        callback(...args).catch(() => undefined);

    it.each<[string, Callback]>([
      ['its own transaction and rolls it back', own],
      ['its own transaction, rolls it back, and continues', swallowed(own)],
      ['its own transaction and commits it', steps('BEGIN', 'item', 'COMMIT')],
      ['COMMIT after the item', steps('item', 'COMMIT')],
      ['COMMIT before the item', steps('COMMIT', 'item')],
      ['COMMIT and then a throw', steps('item', 'COMMIT', 'throw')],
      ['COMMIT before the item, and a throw', steps('COMMIT', 'throw')],
      ['COMMIT, whose failure it swallows, and a throw', swallowed(steps('COMMIT', 'throw'))],
      ['END in lower case', steps('item', 'end')],
      ['COMMIT behind a comment', steps('item', '/* done */ COMMIT')],
      ['COMMIT behind a line comment', steps('item', '-- done\n COMMIT')],
      ['COMMIT behind a semicolon', steps('item', ';COMMIT')],
      ['COMMIT and BEGIN in one text', steps('item', 'COMMIT;BEGIN')],
      ['ROLLBACK', steps('item', 'ROLLBACK')],
      ['ROLLBACK, whose failure it swallows', swallowed(steps('item', 'ROLLBACK'))],
      ['ROLLBACK and BEGIN', steps('item', 'ROLLBACK', 'BEGIN', 'item')],
      ['COMMIT and BEGIN', steps('item', 'COMMIT', 'BEGIN', 'item')],
    ])('never answers granted when onGrant runs %s', async (_, callback) => {
      const { grant, harness, fulfillment, orderId } = scene();
      const result = await grant((tx, order) => callback(harness, tx, order));
      expect(result.outcome).toBeUndefined();
      expect(['GRANT_CALLBACK_FAILED', 'TRANSACTION_CONTROL']).toContain(result.code);
      const delivery = (await fulfillment.order(orderId))?.delivery ?? 'none';
      const items = (await harness.items()).length;
      // Where the callback got through with its COMMIT, the message may not claim the contrary.
      if (delivery === 'granted' || items > 0) expect(result.message).toMatch(/committed/);
      if (/nothing was written/i.test(result.message ?? '')) expect([delivery, items]).toEqual(['none', 0]);
      // The purchase is not lost: an order that counts as granted has its item, and another one is granted once the code is mended.
      if (delivery === 'granted') expect(items).toBe(1);
      else expect(await grant(harness.addItem)).toMatchObject({ outcome: 'granted' });
      expect((await harness.items()).length).toBeGreaterThan(0);
    });

    it('grants as usual after the callback was repaired', async () => {
      const { grant, harness } = scene();
      await grant((tx, order) => own(harness, tx, order));
      expect(await grant(harness.addItem)).toMatchObject({ outcome: 'granted' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('does not commit after a statement that failed and whose error was swallowed', async () => {
      const { grant, harness } = scene();
      const result = await grant(async (tx, order) => {
        await harness.run(tx, 'insert into items select * from no_such_table').catch(() => undefined);
        await harness.addItem(tx, order);
      });
      // SQLite undoes the one statement and goes on; PostgreSQL takes no further one.
      const items = await harness.items();
      expect(items).toHaveLength(result.outcome === 'granted' ? 1 : 0);
    });

    it('revokes a refunded product in a transaction that is checked too', async () => {
      const { grant, harness, refund, fulfillment, orderId } = scene();
      await grant(harness.addItem);
      await refund();
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
    });
  });
}

/** What only PostgreSQL can do, by whatever tool. */
export function describePostgresTransactionContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`the PostgreSQL transaction of a grant on ${name}`, () => {
    const scene = scenes(open);

    it('keeps savepoints working, also around a statement that fails', async () => {
      const { grant, harness } = scene();
      const result = await grant(async (tx, order) => {
        await harness.addItem(tx, order);
        await harness.run(tx, 'SAVEPOINT careful');
        await harness.run(tx, 'insert into no_such_table values (1)').catch(() => undefined);
        await harness.run(tx, 'ROLLBACK TO SAVEPOINT careful');
        await harness.run(tx, 'RELEASE SAVEPOINT careful');
      });
      expect(result).toMatchObject({ outcome: 'granted' });
      expect(await harness.items()).toHaveLength(1);
    });

    it.each(['COMMIT AND CHAIN', 'ROLLBACK AND CHAIN'])('never answers granted after %s', async (sql) => {
      const { grant, harness } = scene();
      const result = await grant(async (tx, order) => {
        await harness.addItem(tx, order);
        await harness.run(tx, sql);
      });
      expect(result.outcome).toBeUndefined();
      expect(['GRANT_CALLBACK_FAILED', 'TRANSACTION_CONTROL']).toContain(result.code);
    });

    it('reports what was written when a COMMIT is hidden in a longer text and the callback throws', async () => {
      const { grant, harness, orderId, fulfillment } = scene();
      const result = await grant(async (tx, order) => {
        await harness.addItem(tx, order);
        await harness.run(tx, 'select 1; commit; begin').catch(() => undefined);
        throw never;
      });
      const delivery = (await fulfillment.order(orderId))?.delivery ?? 'none';
      expect(result.outcome).toBeUndefined();
      // Some tools send one statement at a time and refuse the text.
      if (delivery === 'granted') expect(result).toMatchObject({ code: 'TRANSACTION_CONTROL' });
      else expect(await harness.items()).toEqual([]);
    });

    it('commits nothing when the callback forgets an await and a part of its work is missing', async () => {
      const { grant, harness } = scene();
      const result = await grant((tx, order) => {
        void (async () => {
          await harness.addItem(tx, order);
          await harness.addItem(tx, order);
        })().catch(() => undefined);
      });
      const items = await harness.items();
      expect(items).toHaveLength(0);
      expect(result).toMatchObject({ code: 'TRANSACTION_ENDED' });
    });
  });
}
