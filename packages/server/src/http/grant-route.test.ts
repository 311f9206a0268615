import { createOrderId } from '@ait-iap/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { createIapHandler } from './create-iap-handler.js';

describe('POST /grant', () => {
  it('asks the platform with the spelling of the order id that the mini-app gave, now and later', async () => {
    const harness = await sqliteHarness();
    onTestFinished(() => harness.close());
    const spelling = createOrderId().toUpperCase();
    const partner = new ScriptedPartner().say(spelling, {});
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      clock: new ManualClock(),
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
    });
    const handle = createIapHandler({ fulfillment, appName: 'my-mini-app', authenticate: () => 'user-1' });
    const response = await handle(
      new Request('https://backend.example/grant', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ orderId: spelling }),
      }),
    );
    expect(await response.json()).toMatchObject({ outcome: 'granted', orderId: spelling.toLowerCase() });
    await fulfillment.refresh({ orderId: spelling });
    expect(partner.asked.map(({ orderId }) => orderId)).toEqual([spelling, spelling]);
  });
});
