// Kept when the module loads, because a test may install fake timers.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Waits for a promise, or resolves with `undefined` after a number of real milliseconds. Leaves no timer behind. */
export async function inTime<Value>(
  milliseconds: number,
  promises: readonly Promise<Value>[],
): Promise<Value | undefined> {
  let timer: ReturnType<typeof startTimer> | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = startTimer(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([...promises, over]);
  } finally {
    stopTimer(timer);
  }
}
