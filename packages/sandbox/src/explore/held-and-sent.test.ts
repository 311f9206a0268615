import { describe, expect, it } from 'vitest';
import { explore } from './explore.js';
import type { ExploredPartner, ExploredWorld, HeardOrder } from './partner.js';

/** One order id for each grant that is in effect. */
type Disk = Set<string>;

const disk = (): Disk => new Set();

async function isPaid(world: ExploredWorld, order: HeardOrder): Promise<boolean> {
  const { status } = await world.status(order);
  return status === 'PAYMENT_COMPLETED' || status === 'PURCHASED';
}

/** Asks, writes missing grants, and answers. */
function plain(rows: Disk, world: ExploredWorld): ExploredPartner {
  return {
    async grant(order) {
      if (!(await isPaid(world, order))) return false;
      await world.commit(() => rows.add(order.orderId));
      return true;
    },
    revoke: async ({ orderId }) => void (await world.commit(() => rows.delete(orderId))),
    grants: () => [...rows],
  };
}

const exploring = (change: (partner: ExploredPartner, rows: Disk, world: ExploredWorld) => ExploredPartner) =>
  explore({ disk, start: (rows, world) => change(plain(rows, world), rows, world) });

describe('a place that is held back while the rest goes on', () => {
  it('is harmless for handlers that wait for it', async () => {
    expect((await exploring((partner) => partner)).failure).toBeUndefined();
  });

  it('convicts a write without await: the user gets a yes, and the process dies before the write', async () => {
    const { failure } = await exploring((partner, rows, world) => ({
      ...partner,
      async grant(order) {
        if (!(await isPaid(world, order))) return false;
        void world.commit(() => rows.add(order.orderId));
        return true;
      },
    }));
    expect(failure?.broken).toMatch(/was paid and kept, and there is no grant instead of one/);
    expect(failure?.story).toEqual([
      ...['tap', 'payment', 'event', 'verify', 'verified', 'commit (held back)', 'answer', 'confirm'],
      ...['killed while commit is held back', 'start 2', 'start 3'],
    ]);
  });

  it('convicts a write that comes late, after the refund was handled', async () => {
    const { failure } = await exploring((partner, rows, world) => ({
      ...partner,
      async revoke({ orderId }) {
        // Each refund is handled once.
        if (rows.has(`worked off ${orderId}`)) return;
        await world.commit(() => {
          rows.delete(orderId);
          rows.add(`worked off ${orderId}`);
        });
      },
      grants: () => [...rows].filter((row) => !row.startsWith('worked off')),
    }));
    expect(failure).toMatchObject({
      scenario: 'a purchase that is refunded',
      broken: expect.stringMatching(/was refunded, and a grant is left/),
    });
    expect(failure?.story).toContain('verified (held back)');
    expect(failure?.story).toContain('verified goes on');
  });
});

describe('a request that an outsider sends to the backend', () => {
  it('convicts a backend that never asks the platform', async () => {
    const report = await exploring((partner, rows, world) => ({
      ...partner,
      async grant({ orderId }) {
        await world.commit(() => rows.add(orderId));
        return true;
      },
    }));
    expect(report.failure).toMatchObject({
      scenario: 'an order id that is sent although nobody paid',
      broken: expect.stringMatching(/nothing was paid, and there is a grant/),
    });
    expect(String(report)).toMatch(/Also, an order id that somebody made up: .*there is no such order/);
    expect(String(report)).toMatch(/Also, an order that somebody else sends: .*answered true to stranger/);
  });

  it('convicts a backend that grants again after a refund', async () => {
    const { failure } = await exploring((partner, rows, world) => ({
      ...partner,
      async grant(order) {
        // "We have asked about this order before."
        const verified = `${order.userKey} has paid for ${order.orderId}`;
        if (!rows.has(verified) && !(await isPaid(world, order))) return false;
        await world.commit(() => rows.add(verified).add(order.orderId));
        return true;
      },
      grants: () => [...rows].filter((row) => !row.includes(' ')),
    }));
    expect(failure).toMatchObject({
      scenario: 'a refunded order that is sent again',
      broken: expect.stringMatching(/was refunded, and a grant is left/),
    });
    expect(failure?.story.slice(-3)).toEqual(['present a refunded order', 'commit', 'committed']);
  });
});

describe('a handler that never settles', () => {
  const forever = () => new Promise<never>(() => {});

  it.each<[string, Partial<ExploredPartner>]>([
    ['grant', { grant: forever }],
    ['success', { success: forever }],
    ['revoke', { revoke: forever }],
  ])('ends the exploration with a verdict: %s', async (name, handlers) => {
    const report = await explore({
      disk,
      start: (rows, world) => ({ ...plain(rows, world), ...handlers }),
      patienceMs: 50,
    });
    expect(report.failure?.broken).toBe(
      `${name} never settles, so everything that waits for it waits for ever`,
    );
    expect(report.failure?.story.at(-1)).toBe(`${name} never settles`);
    expect(report.runs).toBeLessThan(120);
  });

  it('is not confused with one that waits for a place that is held back', async () => {
    const report = await explore({ disk, start: plain, patienceMs: 1_000 });
    expect(String(report)).toContain('every promise was kept');
  });
});

it('leaves no timer behind that would keep the process of a test alive', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const { failure } = await exploring((partner, rows, world) => ({
    ...partner,
    grant: () => true,
    success: async ({ orderId }) => void (await world.commit(() => rows.add(orderId))),
  }));
  expect(failure).toBeDefined();
  // Fewer if a timer of the test runner has ended in the meantime.
  expect(timers()).toBeLessThanOrEqual(before);
});
