import { describe, expect, it } from 'vitest';
import { GRANT_WINDOW_MS } from '../purchase/grant-window.js';
import { grantRequestSchema } from './grant-request.js';

const orderId = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

describe('the request for a grant', () => {
  it.each([
    { orderId },
    { orderId, sku: 'gem', subscriptionId: 's1', remainingMs: GRANT_WINDOW_MS, clientVersion: '9' },
    { orderId, remainingMs: 1 },
  ])('is accepted unchanged: %j', (body) => {
    expect(grantRequestSchema.parse(body)).toEqual(body);
  });

  it('has its order id in lower case after reading, so that one order is granted once', () => {
    expect(grantRequestSchema.parse({ orderId: orderId.toUpperCase() }).orderId).toBe(orderId);
  });

  it.each([
    ['orderId', {}],
    ['orderId', { orderId: 'x' }],
    ['sku', { orderId, sku: '' }],
    ['sku', { orderId, sku: 'a b' }],
    ['subscriptionId', { orderId, subscriptionId: '' }],
    ['subscriptionId', { orderId, subscriptionId: 'x'.repeat(201) }],
    ['remainingMs', { orderId, remainingMs: 0 }],
    ['remainingMs', { orderId, remainingMs: -1 }],
    ['remainingMs', { orderId, remainingMs: GRANT_WINDOW_MS + 1 }],
    ['remainingMs', { orderId, remainingMs: 1.5 }],
    ['remainingMs', { orderId, remainingMs: Number.NaN }],
    ['remainingMs', { orderId, remainingMs: '1000' }],
  ])('is refused for its %s: %j', (field, body) => {
    expect(grantRequestSchema.safeParse(body).error?.issues.map((issue) => issue.path)).toEqual([[field]]);
  });

  it.each([undefined, null, 'x', []])('is refused when it is %j', (value) => {
    expect(grantRequestSchema.safeParse(value).success).toBe(false);
  });
});
