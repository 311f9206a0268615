import { describe, expect, it } from 'vitest';
import { explore } from './explore.js';
import type { ExploredPartner, ExploredWorld, HeardOrder } from './partner.js';

/** The whole database of a small partner: grants by order id. */
type Disk = Map<string, 'granted' | 'revoked'>;

const disk = (): Disk => new Map();
const grants = (rows: Disk) =>
  [...rows].flatMap(([orderId, state]) => (state === 'granted' ? [orderId] : []));

/** Asks, commits once, and only then answers. An order that is already granted is confirmed again. */
function right(rows: Disk, world: ExploredWorld): ExploredPartner {
  const grant = async (order: HeardOrder) => {
    const { status } = await world.status(order);
    if (status !== 'PAYMENT_COMPLETED' && status !== 'PURCHASED') return false;
    if (!rows.has(order.orderId)) await world.commit(() => rows.set(order.orderId, 'granted'));
    return rows.get(order.orderId) === 'granted';
  };
  const revoke = async (order: Pick<HeardOrder, 'orderId'>) => {
    await world.commit(() => rows.set(order.orderId, 'revoked'));
  };
  return {
    grant,
    revoke,
    webhook: async (event) => {
      if (event.changeReason === 'REVOKED') await revoke(event);
    },
    grants: () => grants(rows),
  };
}

describe('an exploration of kill points', () => {
  it('finds nothing wrong with handlers that verify, commit and then answer', async () => {
    const report = await explore({ disk, start: right });
    expect(report.failure).toBeUndefined();
    expect(report.runs).toBeGreaterThan(40);
    expect(String(report)).toContain('every promise was kept');
  });

  it('finds nothing wrong with them when they are killed again during the recovery', async () => {
    const report = await explore({ disk, start: right, kills: 2 });
    expect(report.failure).toBeUndefined();
    expect(report.runs).toBeGreaterThan(200);
  });

  it('convicts a recovery that can only be interrupted once', async () => {
    const seen = (rows: Disk) => rows as unknown as Map<string, number>;
    const start = (rows: Disk, world: ExploredWorld): ExploredPartner => {
      const partner = right(rows, world);
      return {
        ...partner,
        recover: async (order) => {
          const tries = (seen(rows).get('tries') ?? 0) + 1;
          await world.commit(() => seen(rows).set('tries', tries));
          return tries > 1 || partner.grant(order);
        },
      };
    };
    expect((await explore({ disk, start })).failure).toBeUndefined();
    expect((await explore({ disk, start, kills: 2 })).failure?.broken).toMatch(/no grant instead of one/);
  });

  it('convicts a grant on the success event of the client: killed before it, the product never comes', async () => {
    const report = await explore<Disk>({
      disk,
      start: (rows, world) => ({
        grant: () => true,
        recover: right(rows, world).grant,
        success: async ({ orderId }) => void (await world.commit(() => rows.set(orderId, 'granted'))),
        revoke: async ({ orderId }) => void (await world.commit(() => rows.set(orderId, 'revoked'))),
        grants: () => grants(rows),
      }),
    });
    expect(report.failure).toMatchObject({
      scenario: 'a purchase',
      broken: expect.stringMatching(/1,100원 was paid and kept, and there is no grant/),
    });
    expect(report.failure?.story.slice(0, 5)).toEqual([
      'tap',
      'payment',
      'event',
      'answer',
      'confirm (killed here)',
    ]);
  });

  it('convicts an answer of false for an order that is already granted: it stays pending for ever', async () => {
    const report = await explore<Disk>({
      disk,
      start: (rows, world) => {
        const partner = right(rows, world);
        return { ...partner, grant: async (order) => !rows.has(order.orderId) && partner.grant(order) };
      },
    });
    expect(report.failure?.broken).toMatch(/still pending after every recovery/);
    expect(String(report)).toContain('committed (killed here)');
  });

  it('convicts a commit after the answer: killed between them, the product never comes', async () => {
    const report = await explore<Disk>({
      disk,
      start: (rows, world) => {
        const partner = right(rows, world);
        return {
          ...partner,
          grant: async (order) => {
            const { status } = await world.status(order);
            if (status === 'REFUNDED') return false;
            // "The user should not wait for our database."
            setTimeout(() => void world.commit(() => rows.set(order.orderId, 'granted')));
            return true;
          },
          idle: () => new Promise((resolve) => setTimeout(resolve, 2)),
        };
      },
    });
    expect(report.failure?.broken).toMatch(/no grant instead of one/);
  });

  it('convicts a grant that is added for each event, even without a kill', async () => {
    const report = await explore<string[]>({
      disk: () => [],
      start: (rows, world) => ({
        grant: async ({ orderId }) => {
          await world.commit(() => rows.push(orderId));
          return true;
        },
        revoke: ({ orderId }) => void rows.splice(0, rows.length, ...rows.filter((row) => row !== orderId)),
        grants: () => rows,
      }),
    });
    expect(report.failure?.broken).toMatch(/2 grants instead of one/);
  });

  it('convicts a partner who never takes back what was refunded', async () => {
    const report = await explore<Disk>({
      disk,
      start: (rows, world) => {
        const { revoke: _, webhook: __, ...partner } = right(rows, world);
        return partner;
      },
    });
    expect(report.failure?.broken).toMatch(/was refunded, and a grant is left/);
  });

  it('reports what a handler threw', async () => {
    const start = (rows: Disk, world: ExploredWorld): ExploredPartner => ({
      ...right(rows, world),
      grant: () => Promise.reject(new Error('the database is away')),
    });
    expect(String(await explore({ disk, start }))).toContain('threw: the database is away');
  });

  it('finds the same story each time', async () => {
    const start = (rows: Disk, world: ExploredWorld) => ({ ...right(rows, world), grant: () => true });
    const reports = [await explore({ disk, start }), await explore({ disk, start })];
    expect(String(reports[0])).toBe(String(reports[1]));
  });
});
