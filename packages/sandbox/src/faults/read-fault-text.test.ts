import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { armOnce } from './arm-once.js';
import { readFaultText } from './read-fault-text.js';

test('a fault is read from one line, numbers as numbers', () => {
  expect(readFaultText('order-status-late; delay=3000 ;times=2')).toEqual({
    ...{ name: 'order-status-late', delay: 3000, times: 2 },
  });
  expect(readFaultText('purchase-error;code=NETWORK_ERROR')).toEqual({
    ...{ name: 'purchase-error', code: 'NETWORK_ERROR' },
  });
});

test.each([
  ['earthquake'],
  ['order-status-late; delay'],
  ['order-status-late; delay=soon'],
  ['order-status-500; code=X'],
  [''],
])('a text that would have no effect is refused: %s', (text) => {
  expect(() => readFaultText(text)).toThrow(/is not usable/);
});

test('a page that is reloaded arms its fault once', () => {
  const sandbox = createSandbox();
  for (let load = 0; load < 3; load++) armOnce(sandbox.faults, 'purchase-error; code=NETWORK_ERROR', 'u');
  armOnce(sandbox.faults, 'purchase-error; code=NETWORK_ERROR', 'other');
  expect(sandbox.faults.list().map(({ userKey }) => userKey)).toEqual(['u', 'other']);
  sandbox.close();
});
