import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlApiOfEachTest } from '../../../test/support/control-api.js';
import { controlEndpoints } from './control-endpoints.js';

const opened = controlApiOfEachTest();

/** Words that some commands accept, so that not every request fails at the first field. */
const word = fc.oneof(
  fc.constantFrom(
    'user-1',
    'ait.sandbox.consumable-1',
    'ait.sandbox.subscription-monthly',
    'CONSUMABLE',
    'true',
  ),
  fc.constantFrom(
    'purchase-error',
    'approve',
    'NOT_USED',
    'STORE',
    'works',
    '3 days',
    'https://partner.test/',
  ),
  fc.string(),
);
const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.double(), fc.jsonValue());
const FIELDS = [
  'userKey',
  'sku',
  'type',
  'name',
  'reason',
  'by',
  'rate',
  'url',
  'state',
  'autoRenew',
  'duration',
];
const field = fc.oneof(
  fc.constantFrom(...FIELDS),
  fc.constantFrom('payment', 'grant', 'times', 'limit'),
  fc.string(),
);
/** Bodies that some commands accept, so that many requests pass the first check. */
const sensible = fc.constantFrom<object>(
  { userKey: 'user-1', sku: 'ait.sandbox.subscription-monthly', grant: 'none' },
  { userKey: 'user-1', sku: 'ait.sandbox.consumable-1' },
  { reason: 'NOT_USED' },
  { by: 'STORE', reason: '사유' },
  { by: '9 days' },
  { rate: 0 },
  { autoRenew: false },
  { duration: '9 days' },
  { state: 'declined' },
  { type: 'CONSUMABLE', supplyPrice: 400 },
  { name: 'purchase-error' },
  { url: 'https://partner.test/' },
  {},
);
const body = fc.oneof(sensible, fc.dictionary(field, value), fc.jsonValue());

test('every command answers any input with a message, and never with a failure of the sandbox', async () => {
  // Without the export and the stream, which are not JSON, and without the two that would end the world for later
  // requests.
  const left = ['GET /export', 'GET /stream', 'POST /reset', 'POST /import'];
  const commands = controlEndpoints({ ...opened, version: '0' })
    .map(({ method, path }) => `${method} ${path}`)
    .filter((command) => !left.includes(command));
  const { orderId } = await (async () => {
    const init = { method: 'POST', body: '{"userKey":"user-1","sku":"ait.sandbox.subscription-monthly"}' };
    return (await (await opened.api.request('/purchases', init)).json()).order;
  })();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...commands),
      fc.oneof(fc.constant(orderId as string), word),
      body,
      async (command, id, given) => {
        const [method = '', route = ''] = command.split(' ');
        const path = route.replace(/:\w+/, encodeURIComponent(id) || '-');
        const query = method === 'GET' ? `?${new URLSearchParams({ limit: String(id) })}` : '';
        const init = method === 'GET' ? {} : { body: JSON.stringify(given) };
        const answer = await opened.api.request(path + query, { method, ...init });
        expect(answer.status, `${command} ${JSON.stringify(given)}`).toBeLessThan(500);
        expect(await answer.json()).toBeTypeOf('object');
      },
    ),
    { numRuns: 1_000 },
  );
});
