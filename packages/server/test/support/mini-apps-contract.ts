import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

/** A partner client that knows which mini-app its certificate names. */
class CertifiedPartner extends ScriptedPartner {
  readonly #name: string | undefined;

  constructor(name: string | undefined) {
    super();
    this.#name = name;
  }

  miniApp = () => this.#name;
}

/** A ledger belongs to one mini-app. */
export function describeMiniAppsContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`the mini-app of a ledger on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let orderId: string;

    beforeEach(async () => {
      world = await openWorld(open);
      orderId = world.orderId;
    });
    afterEach(() => world.close());

    const of = (miniApp: string) => world.make({ miniApp });
    const certifiedFor = (certificate: string | undefined) =>
      world.make({ partner: new CertifiedPartner(certificate).say(orderId, {}) });

    it('lets several backends of one mini-app share it', async () => {
      await of('shop').grant({ orderId, userKey: USER });
      expect((await of('shop').grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
    });

    it.each(['grant', 'health', 'claimDue', 'entitlements'] as const)(
      'refuses the backend of another mini-app at its first call, such as %s',
      async (call) => {
        await of('shop').health();
        const other = of('game');
        const calls = {
          grant: () => other.grant({ orderId, userKey: USER }),
          health: () => other.health(),
          claimDue: () => dueWorkOf(other).take({ limit: 1, leaseMs: 1_000 }),
          entitlements: () => other.entitlements(USER),
        };
        await expect(calls[call]()).rejects.toMatchObject({
          code: 'LEDGER_OF_ANOTHER_MINI_APP',
          retryable: false,
          message: expect.stringContaining('"shop"'),
        });
        expect(await world.harness.items()).toEqual([]);
        expect(world.partner.asked).toEqual([]);
      },
    );

    it('uses the certificate when no name is given', async () => {
      await certifiedFor('shop').grant({ orderId, userKey: USER });
      await expect(certifiedFor('game').health()).rejects.toMatchObject({
        code: 'LEDGER_OF_ANOTHER_MINI_APP',
      });
      await certifiedFor(undefined).health();
    });

    it('prefers the given name to that of the certificate', async () => {
      await of('shop').health();
      const renamed = world.make({ miniApp: 'shop', partner: new CertifiedPartner('shop-2026') });
      await expect(renamed.health()).resolves.toMatchObject({});
    });

    it('gives the ledger to one of two mini-apps that start at the same moment', async () => {
      const ends = await Promise.allSettled([of('shop').health(), of('game').health()]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
}
