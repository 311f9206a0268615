import { problemOfAnswer } from './callback-result.js';
import { type CallbackName, GrantCallbackError } from './grant-callback-error.js';

/**
 * Runs a callback of the application and checks its answer.
 *
 * @throws GrantCallbackError if it throws, rejects, or returns a value that cannot mean success
 */
export async function runCallback(callback: CallbackName, run: () => unknown): Promise<void> {
  let answer: unknown;
  try {
    answer = await run();
  } catch (cause) {
    throw new GrantCallbackError(callback, cause);
  }
  assertSuccess(callback, answer);
}

/** @throws GrantCallbackError if a callback returned a value that cannot mean success */
export function assertSuccess(callback: CallbackName, answer: unknown): void {
  const problem = problemOfAnswer(answer);
  if (problem === undefined) return;
  throw new GrantCallbackError(callback, answer instanceof Error ? answer : undefined, problem);
}
