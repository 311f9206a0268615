import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createSandbox } from '../../src/index.js';
import { steps } from './commands.js';
import { DomainModel } from './domain-model.js';

describe('the sandbox and an independent reading of the domain', () => {
  it('agree on everything that a user or a partner can see, after any events in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (commands) => {
        const sandbox = createSandbox();
        const model = new DomainModel();
        model.now = sandbox.clock.now();
        await fc.asyncModelRun(() => ({ model, real: { sandbox } }), commands);
      }),
      { numRuns: 100 },
    );
  });
});
