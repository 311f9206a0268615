import { describe, expect, it } from 'vitest';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';

const header = (events: number) => JSON.stringify({ format: 'ait-iap-sandbox-world', version: 1, events });
const created =
  '{"seq":1,"at":5,"type":"WorldCreated","seed":"s","settings":{"appName":"a","userKeyHeader":"required","statusTimeZone":"none","holidays":[]}}';

describe('an exported world', () => {
  it('is the world as it was when the export began, even if the world goes on', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: 'u' });
    await buy(bridge, 'ait.sandbox.consumable-1').purchased;
    const before = [...sandbox.export()];
    const lines: string[] = [];
    for (const line of sandbox.export()) {
      lines.push(line);
      if (lines.length === 3) await buy(bridge, 'ait.sandbox.consumable-2').purchased;
    }
    expect(lines).toEqual(before);
    const other = createSandbox();
    other.import(lines);
    expect(other.world.store.orderCount()).toBe(1);
  });

  it.each([
    ['a header only', [header(0)]],
    ['a first line that is not a header', [header(1), '{"seq":1,"at":1,"type":"OrderPaid","orderId":"o"}']],
    ['an event of an unknown type', [header(2), created, '{"seq":2,"at":5,"type":"Earthquake"}']],
    [
      'an event that is earlier than the one before it',
      [header(2), created, '{"seq":2,"at":4,"type":"ProductRemoved","sku":"s"}'],
    ],
    [
      'an event without a time',
      [header(2), created, '{"seq":2,"at":1e300,"type":"ProductRemoved","sku":"s"}'],
    ],
    ['an event without its subject', [header(2), created, '{"seq":2,"at":5,"type":"ProductChanged"}']],
    ['missing lines', [header(2), created]],
    [
      'a number of events that is not a number',
      [JSON.stringify({ format: 'ait-iap-sandbox-world', version: 1, events: { toString: 1 } }), created],
    ],
  ])('is refused, and the existing world kept, for %s', async (_name, lines) => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: 'u' });
    await buy(bridge, 'ait.sandbox.consumable-1').purchased;
    const before = [...sandbox.export()];
    expect(() => sandbox.import(lines)).toThrow(expect.objectContaining({ code: 'INVALID_EXPORT' }));
    expect([...sandbox.export()]).toEqual(before);
    expect(await bridge.call('getPendingOrders', [])).toMatchObject({ orders: [{}] });
  });
});
