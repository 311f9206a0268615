import { expect, test } from 'vitest';
import { ClosingSteps } from './closing-steps.js';

test('the steps of closing run in reverse order, once, and all of them even if one fails', async () => {
  const steps = new ClosingSteps();
  const done: string[] = [];
  steps.add(() => done.push('file'));
  steps.add(() => Promise.reject(new Error('stuck')));
  steps.add(() => done.push('port'));
  await expect(steps.close()).rejects.toThrow('stuck');
  await expect(steps.close()).rejects.toThrow('stuck');
  expect(done).toEqual(['port', 'file']);
});
