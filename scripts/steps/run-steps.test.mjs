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

test('steps run side by side, up to the limit, in the order of the list', async () => {
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

test('a step waits for the steps it depends on, and lets others run first', async () => {
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

test('a failed step stops the steps that depend on it, and no others', async () => {
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

test('a step that depends on an unknown step is an error, and not an endless wait', async () => {
  const { step } = stage();
  await expect(runSteps([step('try it', ['biuld'])], 2)).rejects.toThrow('try it');
});
