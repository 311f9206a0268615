import { createSandbox } from '@ait-iap/sandbox';
import { partnerApiHandlers } from '@ait-iap/sandbox/msw';
import { tossSandbox } from '@ait-iap/sandbox/vite';
import { expect, test } from '@ait-iap/sandbox/vitest';
import { setupServer } from 'msw/node';
import type { Plugin } from 'vite';

setupServer(...partnerApiHandlers(createSandbox()));
export const plugins: Plugin[] = [tossSandbox({ userKey: 'user-1' })].flat();
test('types', async ({ sandbox, userKey }) => {
  const key: string = userKey;
  expect(sandbox).toHaveCharges(0, { userKey: key });
  expect(key).toBe('user-1');
  // @ts-expect-error charges are counted
  expect(sandbox).toHaveCharges('0');
});
