import { describe, expect, it } from 'vitest';
import { pageMessageSchema } from './messages.js';
import { errorTopic, eventTopic, rejectTopic, resolveTopic } from './topics.js';

describe('a message from the page', () => {
  it.each([
    { type: 'method', functionName: 'getPendingOrders', eventId: 'e1', args: [] },
    { type: 'method', functionName: 'processProductGrant', eventId: 'e1', args: [{ orderId: 'a' }, 2, null] },
    { type: 'addEventListener', functionName: 'requestOneTimePurchase', eventId: 'e1', args: { sku: 's' } },
    { type: 'addEventListener', functionName: 'backEvent', eventId: 'e1' },
    { type: 'removeEventListener', functionName: 'requestOneTimePurchase', eventId: 'e1' },
    { type: 'method', functionName: 'notOurs', eventId: 'e1', args: [], version: 2 },
  ])('is accepted unchanged: %j', (message) => {
    expect(pageMessageSchema.parse(message)).toEqual(message);
  });

  it('may call a method without arguments, which means an empty list', () => {
    const message = { type: 'method', functionName: 'getPendingOrders', eventId: 'e1' };
    expect(pageMessageSchema.parse(message)).toEqual({ ...message, args: [] });
  });

  it.each([
    undefined,
    null,
    'method',
    {},
    { type: 'other', functionName: 'f', eventId: 'e' },
    { type: 'method', functionName: '', eventId: 'e', args: [] },
    { type: 'method', functionName: 'f', eventId: '', args: [] },
    { type: 'method', functionName: 'f', args: [] },
    { type: 'method', functionName: 'f', eventId: 'e', args: {} },
    { type: 'removeEventListener', functionName: 3, eventId: 'e' },
  ])('is refused when it is %j', (value) => {
    expect(pageMessageSchema.safeParse(value).success).toBe(false);
  });
});

describe('the topics of an answer', () => {
  it('are made of the function, the kind of answer and the id', () => {
    expect(resolveTopic('f', 'e')).toBe('f/resolve/e');
    expect(rejectTopic('f', 'e')).toBe('f/reject/e');
    expect(eventTopic('f', 'e')).toBe('f/onEvent/e');
    expect(errorTopic('f', 'e')).toBe('f/onError/e');
  });
});
