// A clock that jumps to the next thing that is waited for as soon as nothing else is going on: hours pass in seconds.
export class JumpingClock {
  #now = Date.UTC(2026, 0, 1);
  #sleepers = new Set();

  now = () => this.#now;

  sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (milliseconds <= 0) return resolve();
      const sleeper = { until: this.#now + milliseconds, resolve };
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      };
      sleeper.wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
    });

  /** Lets time pass until `done` says so. */
  async run(done) {
    while (!done()) {
      // Promises, streams and immediates run out first: only then does nothing happen without time.
      for (let quiet = 0; quiet < 4; quiet += 1) await new Promise((resolve) => setImmediate(resolve));
      let next;
      for (const sleeper of this.#sleepers)
        if (next === undefined || sleeper.until < next.until) next = sleeper;
      if (next === undefined) throw new Error('The work is not done, and nothing waits for the clock.');
      this.#now = next.until;
      for (const sleeper of [...this.#sleepers]) {
        if (sleeper.until > this.#now) continue;
        this.#sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
  }
}
