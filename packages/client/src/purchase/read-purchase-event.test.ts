import { expect, it } from 'vitest';
import { ORDER } from '../../test/support/lab.js';
import { readPurchaseEvent } from './read-purchase-event.js';

it.each([
  ['its own', { orderId: ORDER }],
  ['inherited, as objects of a native module have them', Object.create({ orderId: ORDER })],
  [
    'a getter of its class',
    new (class {
      get orderId() {
        return ORDER;
      }
    })(),
  ],
])('the order of an event is read where its id is %s', (_, data) => {
  expect(readPurchaseEvent({ type: 'purchased', data })).toMatchObject({ type: 'purchased', orderId: ORDER });
});
