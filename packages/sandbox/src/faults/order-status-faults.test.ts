import { describe, expect, it } from 'vitest';
import { buy, statusOf } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { FaultSpec } from './fault-spec.js';
import { PartnerFault } from './partner-fault.js';

const SKU = 'ait.sandbox.consumable-1';
const USER = 'user-1';

function start(...faults: FaultSpec[]) {
  const sandbox = createSandbox();
  for (const fault of faults) sandbox.faults.arm(fault);
  return { sandbox, bridge: sandbox.bridge({ userKey: USER }) };
}

describe('a fault of the order status', () => {
  const cases: ReadonlyArray<readonly [FaultSpec, number, unknown]> = [
    [{ name: 'order-status-not-found' }, 200, { success: { status: 'NOT_FOUND' } }],
    [
      { name: 'order-status-fail', resultType: 'HTTP_TIMEOUT' },
      200,
      { resultType: 'HTTP_TIMEOUT', error: { errorCode: 'INTERNAL_ERROR' } },
    ],
    [
      { name: 'order-status-fail', errorCode: '1234' },
      200,
      { resultType: 'FAIL', error: { errorCode: '1234' } },
    ],
    [
      { name: 'order-status-rate-limited', seconds: 7 },
      200,
      { resultType: 'FAIL', error: { errorCode: '4095', data: { retryAfterSeconds: 7 } } },
    ],
    [{ name: 'order-status-500' }, 500, { resultType: 'FAIL' }],
    [
      { name: 'order-status-other-order' },
      200,
      { success: { status: 'PURCHASED', orderId: '00000000-0000-7000-8000-000000000000' } },
    ],
    [{ name: 'order-status-unknown-status', status: 'FROZEN' }, 200, { success: { status: 'FROZEN' } }],
    [{ name: 'tls-other-app' }, 200, { success: { status: 'MINIAPP_MISMATCH' } }],
  ];
  it.each(cases)('%j answers HTTP %i once, and then the correct answer', async (fault, http, body) => {
    const { sandbox, bridge } = start();
    const orderId = await buy(bridge, SKU).purchased;
    sandbox.faults.arm(fault);
    const response = await ask(sandbox, orderId);
    expect(response.status).toBe(http);
    expect(await response.json()).toMatchObject(body as object);
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'PAYMENT_COMPLETED' });
  });

  it.each([
    ['order-status-cut', 'cut'],
    ['order-status-hang', 'hang'],
    ['tls-expired', 'certificate-expired'],
  ] as const)('%s breaks the connection', async (name, kind) => {
    const { sandbox, bridge } = start();
    const orderId = await buy(bridge, SKU).purchased;
    sandbox.faults.arm({ name });
    const error = await ask(sandbox, orderId).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PartnerFault);
    expect(error).toMatchObject({ kind });
  });

  it('answers broken JSON', async () => {
    const { sandbox } = start({ name: 'order-status-broken-json' });
    await expect((await ask(sandbox, '00000000-0000-7000-8000-000000000001')).json()).rejects.toThrow(
      SyntaxError,
    );
  });

  it('answers late, by the clock', async () => {
    const { sandbox } = start({ name: 'order-status-late', delay: 3000 });
    let answered = false;
    const answer = ask(sandbox, '00000000-0000-7000-8000-000000000001').then(() => {
      answered = true;
    });
    await sandbox.idle();
    await sandbox.clock.advance(2999);
    expect(answered).toBe(false);
    await sandbox.clock.advance(1);
    await answer;
  });
});

function ask(sandbox: ReturnType<typeof createSandbox>, orderId: string): Promise<Response> {
  return sandbox.partnerApi(
    new Request('https://sandbox.invalid/api-partner/v1/apps-in-toss/order/get-order-status', {
      method: 'POST',
      headers: { 'x-toss-user-key': USER },
      body: JSON.stringify({ orderId }),
    }),
  );
}
