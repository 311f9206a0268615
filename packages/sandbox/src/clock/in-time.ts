// Taken when the module loads: a test may put fake timers in their place.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** The first of some promises, or `undefined` after so many milliseconds of the machine. Leaves no timer behind. */
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
