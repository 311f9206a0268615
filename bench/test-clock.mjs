/** A clock that a bench moves from one sleeper to the next, so that minutes pass in seconds. */
export function createTestClock(startAt = Date.UTC(2026, 0, 1)) {
  let now = startAt;
  let sleeping = [];
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleeping.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleeping = sleeping.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      }),
    /** Wakes the next sleeper. */
    step() {
      now = Math.max(now, Math.min(...sleeping.map(({ at }) => at)));
      const due = sleeping.filter(({ at }) => at <= now);
      sleeping = sleeping.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
  };
}
