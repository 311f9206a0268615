import * as protocol from '@ait-iap/protocol';
import fc from 'fast-check';
import { near, nearWords } from '../hostile.js';
import { type FuzzTarget, target } from '../target.js';

const ID = '0198f2c0-7a00-7000-8000-000000000001';

const SAMPLES = [
  {
    products: [
      {
        type: 'CONSUMABLE',
        sku: 'ait.a.1',
        displayName: 'x',
        displayAmount: '1,000원',
        iconUrl: '',
        description: '',
      },
    ],
  },
  { orders: [{ orderId: ID, sku: 'ait.a.1', paymentCompletedDate: '2026-01-01T00:00:00' }] },
  {
    hasNext: true,
    nextKey: 'k',
    orders: [{ orderId: ID, sku: 'a', status: 'COMPLETED', date: '2026-01-01' }],
  },
  { orderId: ID, status: 'PURCHASED', reason: '', sku: 'a', statusDeterminedAt: '2026-01-01T00:00:00' },
  { resultType: 'FAIL', error: { errorCode: '4095', reason: 'x', data: { retryAfterSeconds: 3 } } },
  {
    type: 'success',
    data: { orderId: ID, displayName: 'x', displayAmount: '1원', amount: 1, currency: 'KRW', fraction: 0 },
  },
  { type: 'method', functionName: 'getPendingOrders', eventId: 'a', args: [] },
];

/** Every schema that the package exports. */
const schemas = Object.entries(protocol).filter(([name]) => name.endsWith('Schema')) as [
  string,
  { safeParse(value: unknown): unknown },
][];

/** What speaks in words of the platform: names, ids, versions, times, money. */
export const protocolTargets: readonly FuzzTarget[] = [
  target({
    name: 'protocol: every schema',
    inputs: fc.tuple(fc.constantFrom(...schemas.map(([, schema]) => schema)), near(SAMPLES)),
    run: ([schema, value]) => schema.safeParse(value),
  }),
  target({
    name: 'protocol: versions of an app',
    inputs: fc.tuple(nearWords(['5.231.0', '5.300.1', '10.0']), nearWords(['5.230.9', '5'])),
    run: ([a, b]) => protocol.compareAppVersions(a, b),
    isTyped: (error) => error instanceof Error && error.name.startsWith('Invalid'),
  }),
  target({
    name: 'protocol: order ids, skus, user keys and instants',
    inputs: nearWords([
      ID,
      ID.toUpperCase(),
      'ait.0000010000.af647449.3bd55cfd00.0000000475',
      '2026-01-01T00:00:00+09:00',
    ]),
    run(text) {
      if (protocol.isOrderId(text)) protocol.orderCreatedAt(protocol.toOrderId(text));
      protocol.isSku(text);
      protocol.isUserKey(text);
      protocol.parseStatusDeterminedAt(text);
      protocol.isWebhookSender(text);
    },
  }),
  target({
    name: 'protocol: errors that cross the bridge',
    inputs: near([{ __isError: true, message: 'x', name: 'Error', code: 'NETWORK_ERROR' }]),
    run: (value) => protocol.serializeBridgeError(protocol.deserializeBridgeError(value)),
  }),
];
