import { readManual } from '@ait-iap/sandbox/serve';
import { expect, test } from 'vitest';
import { callOfTool } from './call-of-tool.js';
import { operationsOf } from './operation.js';

const operations = operationsOf(readManual('http://127.0.0.1:4600').controlApi);
function call(method: string, path: string, given: Record<string, unknown>) {
  const operation = operations.find((each) => each.method === method && each.path === path);
  if (operation === undefined) throw new Error(`There is no ${method} ${path}.`);
  return callOfTool(operation, given);
}

test('an argument of the path is put there, escaped', () => {
  expect(call('GET', '/users/{userKey}/inbox', { userKey: 'a/b c', limit: 2 })).toEqual({
    method: 'GET',
    path: '/api/users/a%2Fb%20c/inbox?limit=2',
  });
});

test('an argument that is not given is not sent', () => {
  expect(call('GET', '/orders', {})).toEqual({ method: 'GET', path: '/api/orders' });
  expect(call('POST', '/reset', {})).toEqual({ method: 'POST', path: '/api/reset' });
});

test('all other arguments form the body', () => {
  expect(call('POST', '/orders/{orderId}/refund-rejection', { orderId: '1', reason: 'used' })).toEqual({
    method: 'POST',
    path: '/api/orders/1/refund-rejection',
    body: { reason: 'used' },
  });
});

test('the overview is at the root', () => {
  expect(call('GET', '/', {})).toEqual({ method: 'GET', path: '/api' });
});
