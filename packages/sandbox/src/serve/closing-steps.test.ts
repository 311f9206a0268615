import { expect, test } from 'vitest';
import { ClosingSteps } from './closing-steps.js';

test('what was taken last is given up first, once, and all of it also when one step fails', async () => {
  const steps = new ClosingSteps();
  const done: string[] = [];
  steps.add(() => done.push('file'));
  steps.add(() => Promise.reject(new Error('stuck')));
  steps.add(() => done.push('port'));
  await expect(steps.close()).rejects.toThrow('stuck');
  await expect(steps.close()).rejects.toThrow('stuck');
  expect(done).toEqual(['port', 'file']);
});
