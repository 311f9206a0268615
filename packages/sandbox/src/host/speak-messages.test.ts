import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { speakMessages } from './speak-messages.js';

const SKU = 'ait.sandbox.consumable-1';

function start() {
  const sandbox = createSandbox();
  const emitted: Array<readonly [string, unknown]> = [];
  const host = speakMessages(sandbox.bridge({ userKey: 'user-1' }), (topic, data) =>
    emitted.push([topic, data]),
  );
  return { sandbox, host, emitted };
}

describe('the messages of the WebView', () => {
  it('carry a method call and its answer', async () => {
    const { sandbox, host, emitted } = start();
    host.receive({ type: 'method', functionName: 'getPendingOrders', eventId: 'e1', args: [] });
    await sandbox.idle();
    expect(emitted).toEqual([['getPendingOrders/resolve/e1', { orders: [] }]]);
  });

  it('carry an error as a marked object with its code', async () => {
    const { sandbox, host, emitted } = start();
    host.receive({ type: 'method', functionName: 'nothing', eventId: 'e1', args: [] });
    await sandbox.idle();
    expect(emitted).toEqual([
      ['nothing/reject/e1', expect.objectContaining({ __isError: true, code: 'UNKNOWN_BRIDGE_METHOD' })],
    ]);
  });

  it('carry a whole purchase', async () => {
    const { sandbox, host, emitted } = start();
    host.receive({
      type: 'addEventListener',
      functionName: 'requestOneTimePurchase',
      eventId: 'p',
      args: { sku: SKU },
    });
    await sandbox.idle();
    const { orderId } = (emitted as [[string, { data: { orderId: string } }]])[0][1].data;
    host.receive({
      type: 'method',
      functionName: 'processProductGrant',
      eventId: 'g',
      args: [{ orderId, isProductGranted: true }],
    });
    await sandbox.idle();
    expect(emitted.map(([topic]) => topic)).toEqual([
      'requestOneTimePurchase/onEvent/p',
      'requestOneTimePurchase/onEvent/p',
      'processProductGrant/resolve/g',
    ]);
  });

  it('stop when the page removes its listener, and when the app is closed', async () => {
    const { sandbox, host, emitted } = start();
    const listen = {
      type: 'addEventListener',
      functionName: 'requestOneTimePurchase',
      eventId: 'p',
      args: { sku: SKU },
    };
    host.receive(listen);
    host.receive({ type: 'removeEventListener', functionName: 'requestOneTimePurchase', eventId: 'p' });
    await sandbox.idle();
    expect(sandbox.world.store.pendingOrders('user-1')).toHaveLength(1);
    host.receive(listen);
    host.close();
    host.receive(listen);
    await sandbox.idle();
    expect(emitted).toEqual([]);
  });

  it.each([null, 'text', {}, { type: 'method' }, { type: 'method', functionName: 'f', eventId: '' }])(
    'ignore the malformed %j',
    async (message) => {
      const { sandbox, host, emitted } = start();
      host.receive(message);
      await sandbox.idle();
      expect(emitted).toEqual([]);
    },
  );
});
