import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';

const DAY = 86_400_000;
const AT = 1_700_000_000_000 - 60_000;

/** What a storage may hold in the place of a note, and whether it may keep its product locked for days. */
const NOTES: readonly (readonly [name: string, note: unknown, isLocked?: boolean])[] = [
  ['noticed at a time that is a word', { openedAt: AT, noticedAt: 'yesterday' }],
  ['noticed at a time that is an object', { openedAt: AT, noticedAt: {}, hostSaid: 'failure' }],
  ['noticed without a time', { openedAt: AT, noticedAt: null }],
  ['an order id that is empty', { openedAt: AT, noticedAt: AT, orderId: '' }],
  ['an order id that is null', { openedAt: AT, noticedAt: AT, orderId: null }],
  ['an order id that is an object', { openedAt: AT, noticedAt: AT, orderId: {} }],
  ['an order id that is a number', { openedAt: AT, noticedAt: AT, orderId: 7 }],
  ['an earlier note that is a number', { openedAt: AT, replaced: 5 }],
  ['an earlier note without a time', { openedAt: AT, replaced: { hostSaid: 'failure' } }],
  [
    'an earlier note noticed at a time that is a word',
    { openedAt: AT, replaced: { openedAt: AT, noticedAt: 'x' } },
  ],
  ['an end that is null', { openedAt: AT, noticedAt: AT, hostSaid: null }],
  ['a list', [1]],
  ['a text', 'note'],
  ['a time before 1970', { openedAt: -1 }],
  ['a time far in the future', { openedAt: 1e308 }],
  ['noticed at an object that cannot become text', { openedAt: AT, noticedAt: { toString: 1 } }],
  ['a charge noticed before 1970', { openedAt: AT, noticedAt: -1, hostSaid: 'charge' }, true],
  ['a charge noticed at a time that is a word', { openedAt: AT, noticedAt: 'x', hostSaid: 'charge' }, true],
  [
    'a charge with orders that are not a list',
    { openedAt: AT, noticedAt: AT, hostSaid: 'charge', seen: 5 },
    true,
  ],
  ['an outcome of a newer version', { openedAt: AT, noticedAt: AT, hostSaid: 'held-by-bank', bank: 1 }, true],
];

/** A device whose storage holds that. */
function deviceWith(note: unknown) {
  const device = lab();
  device.store.set('ait-iap.open-orders', JSON.stringify({ [SKU]: note }));
  const tap = async (grant = vi.fn(() => true)) => {
    const { iap, bridge } = device.start();
    const ended = vi.fn();
    void iap.purchase(SKU, { grant }).then(ended);
    await device.clock.advance(20_000);
    return { sheets: bridge.sheets.length, outcome: ended.mock.calls[0]?.[0], grant };
  };
  return { ...device, tap };
}

describe('an odd note in the storage', () => {
  it.each(NOTES)('grants nothing, and does not stay for ever: %s', async (_, note, isLocked = false) => {
    const { tap, clock } = deviceWith(note);
    const { sheets, outcome, grant } = await tap();
    expect(grant).not.toHaveBeenCalled();
    expect(sheets).toBe(isLocked ? 0 : 1);
    if (isLocked) expect(outcome).toMatchObject({ error: { code: 'ORDER_UNRESOLVED' } });
    await clock.advance(3 * DAY);
    expect((await tap()).sheets).toBe(1);
  });

  it.each(NOTES)('does not stop a recovery, and its lock has a reason and an end: %s', async (_, note) => {
    const { clock, start } = deviceWith(note);
    const { iap } = start();
    const recovered = vi.fn();
    void iap.recover({ grant: () => true }).then(recovered);
    await clock.advance(20_000);
    expect(recovered).toHaveBeenCalledExactlyOnceWith({ orders: [] });
    const lock = await start().iap.lockOf(SKU);
    if (lock?.reason === 'not-granted') return;
    expect([undefined, 'end-unknown', 'charged']).toContain(lock?.reason);
    expect(lock?.until ?? 0).not.toBeNaN();
  });

  it('keeps no note of an order that was granted after it', async () => {
    const { store, clock, start } = deviceWith({
      openedAt: AT,
      noticedAt: { toString: 1 },
      hostSaid: 'charge',
    });
    const { iap, bridge } = start();
    const outcome = iap.purchase(SKU, { grant: () => true, buyAgain: true });
    await clock.advance(12_000);
    bridge.sheet.purchased(ORDER);
    await clock.advance(2_000);
    bridge.sheet.success(ORDER);
    await clock.advance(2_000);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect(store.get('ait-iap.open-orders')).not.toContain(ORDER);
  });
});
