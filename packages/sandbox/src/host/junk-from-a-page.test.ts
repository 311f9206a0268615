import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { METHODS } from './bridge-methods.js';
import { speakMessages } from './speak-messages.js';

const EVENTS = ['requestOneTimePurchase', 'requestSubscriptionPurchase', 'nothing'];

/** Values that a page may send, including likely ones. */
const junk = fc.oneof(
  fc.jsonValue(),
  fc.record({ orderId: fc.jsonValue(), isProductGranted: fc.jsonValue(), key: fc.jsonValue() }),
  fc.record({ params: fc.jsonValue() }),
  fc.record({
    sku: fc.oneof(fc.constant('ait.sandbox.consumable-1'), fc.jsonValue()),
    offerId: fc.jsonValue(),
  }),
  fc.constantFrom('__proto__', 'constructor', ''),
);

describe('junk from a page', () => {
  it('is answered or refused with a code, and leaves a world that still follows from its log', async () => {
    const call = fc.record({
      name: fc.constantFrom(...Object.keys(METHODS)),
      args: fc.array(junk, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 8 }), async (calls) => {
        const sandbox = createSandbox();
        const bridge = sandbox.bridge({ userKey: 'user-1' });
        for (const { name, args } of calls) {
          const error = await bridge.call(name, args).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          if (error !== undefined)
            expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
        }
        const copy = createSandbox();
        copy.import([...sandbox.export()]);
        expect(copy.dump()).toBe(sandbox.dump());
      }),
    );
  });

  it('sent as messages never makes the host throw, and every answer belongs to its message', async () => {
    const message = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('method', 'addEventListener', 'removeEventListener', 'junk'),
        functionName: fc.oneof(fc.constantFrom(...EVENTS, ...Object.keys(METHODS)), fc.string()),
        eventId: fc.string(),
        args: fc.oneof(fc.array(junk), junk),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
        const sandbox = createSandbox();
        const topics: string[] = [];
        const host = speakMessages(sandbox.bridge({ userKey: 'user-1' }), (topic) => topics.push(topic));
        for (const one of messages) host.receive(one);
        await sandbox.idle();
        const names = messages.map((one) => String((one as { functionName?: unknown } | null)?.functionName));
        for (const topic of topics) expect(names.some((name) => topic.startsWith(`${name}/`))).toBe(true);
        host.close();
      }),
    );
  });
});
