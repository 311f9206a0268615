import { expect, test } from 'vitest';
import { runSteps } from './run-steps.mjs';

/** Steps that write down when they begin, and that end when the test says so. */
function stage() {
  const begun = [];
  const ends = new Map();
  const step = (name, after) => ({
    name,
    after,
    play: () => {
      begun.push(name);
      const { promise, ...end } = Promise.withResolvers();
      ends.set(name, end);
      return promise;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    begun,
    step,
    pass: (name) => ends.get(name).resolve() ?? settled(),
    fail: (name) => ends.get(name).reject(new Error('broken')) ?? settled(),
    settled,
  };
}

test('steps run side by side, as many as there is room for, in the order in which they are named', async () => {
  const { begun, step, pass, settled } = stage();
  const all = runSteps([step('one'), step('two'), step('three')], 2);
  await settled();
  expect(begun).toEqual(['one', 'two']);
  await pass('two');
  expect(begun).toEqual(['one', 'two', 'three']);
  await pass('one');
  await pass('three');
  expect(await all).toEqual({ passed: ['two', 'one', 'three'], failed: [], leftOut: [] });
});

test('a step waits for those it comes after, and lets others go first', async () => {
  const { begun, step, pass, settled } = stage();
  const all = runSteps([step('build'), step('try it', ['build']), step('lint')], 2);
  await settled();
  expect(begun).toEqual(['build', 'lint']);
  await pass('build');
  expect(begun).toEqual(['build', 'lint', 'try it']);
  await pass('lint');
  await pass('try it');
  expect((await all).passed).toHaveLength(3);
});

test('a step that fails stops no other one, but all that comes after it', async () => {
  const { begun, step, fail, pass, settled } = stage();
  const all = runSteps(
    [step('build'), step('try it', ['build']), step('publish it', ['try it']), step('lint')],
    1,
  );
  await settled();
  await fail('build');
  await pass('lint');
  expect(await all).toEqual({ passed: ['lint'], failed: ['build'], leftOut: ['try it', 'publish it'] });
  expect(begun).toEqual(['build', 'lint']);
});

test('a step after one that does not exist is an error, and not a wait without end', async () => {
  const { step } = stage();
  await expect(runSteps([step('try it', ['biuld'])], 2)).rejects.toThrow('try it');
});
