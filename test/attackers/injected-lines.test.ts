import { serveSandbox } from '@ait-iap/sandbox/serve';
import { createPartnerClient } from '@ait-iap/server';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../packages/sandbox/src/cli/run-cli.js';
import { openShop, postGrant } from './shop.js';

/** Whatever a terminal or a log takes for an order instead of text: line ends, escape sequences, and C1 controls. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const FORGED = 'x\r\n2026-01-01 INFO order granted\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000';

describe('a forged line', () => {
  test('does not reach a log through a text of the platform or of a library', async () => {
    const failures: unknown[] = [];
    const answers = [
      { resultType: 'FAIL', error: { errorCode: FORGED, reason: FORGED } },
      { resultType: FORGED, error: { errorCode: 'X', reason: FORGED } },
    ];
    for (const answer of answers) {
      const partner = createPartnerClient({
        baseUrl: 'https://partner.sandbox.example',
        fetch: async () => Response.json(answer),
        retries: 0,
      });
      const question = { orderId: crypto.randomUUID(), userKey: 'user-1' };
      failures.push(await partner.getOrderStatus(question).catch((error: unknown) => error));
    }
    const broken = createPartnerClient({
      baseUrl: 'https://partner.sandbox.example',
      fetch: async () => Promise.reject(new Error(FORGED, { cause: new Error(FORGED) })),
      retries: 0,
    });
    failures.push(
      await broken
        .getOrderStatus({ orderId: crypto.randomUUID(), userKey: 'user-1' })
        .catch((error: unknown) => error),
    );
    expect(failures).toHaveLength(3);
    for (const failure of failures) {
      const { message, cause } = failure as Error;
      for (const text of [message, (cause as Error | undefined)?.message ?? '']) {
        expect(text).not.toMatch(CONTROLS);
        expect(text).not.toContain('\n');
      }
    }
  });

  test('does not reach the log of a backend, or a header of its answer, through any part of a request', async () => {
    const shop = await openShop();
    const [{ handle }] = shop.backends;
    const bodies = [
      { orderId: FORGED },
      { orderId: crypto.randomUUID(), sku: FORGED },
      FORGED,
      { [FORGED]: 1 },
    ];
    for (const body of bodies) {
      const { text } = await postGrant(handle, 'user-1', body);
      expect(text).not.toMatch(CONTROLS);
      expect(text).not.toContain('INFO order granted');
    }
    expect(shop.log).toEqual([]);
    await shop.close();
  });

  test('does not reach a terminal through the name of a product', async () => {
    const served = await serveSandbox({
      port: 0,
      partnerPort: 0,
      db: ':memory:',
      dir: `/tmp/${crypto.randomUUID()}`,
    });
    served.sandbox.console.putProduct({
      sku: `sku\u001b[1m`,
      type: 'CONSUMABLE',
      name: FORGED,
      description: FORGED,
    });
    const written: string[] = [];
    const output = { out: (text: string) => written.push(text), error: (text: string) => written.push(text) };
    for (const command of [['products'], ['buy', FORGED, '--user', 'user-1']])
      await runCli([...command, '--url', served.pageUrl], output);
    await served.close();
    expect(written.join('\n')).not.toMatch(CONTROLS);
    expect(
      written
        .join('\n')
        .split('\n')
        .filter((line) => line.startsWith('2026-01-01')),
    ).toEqual([]);
  });
});
