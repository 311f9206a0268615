import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

/** What a caller of a process sees when it dies. */
export class ProcessDiedError extends Error {
  override readonly name = 'ProcessDiedError';
}

/** The life of one process. When it dies, nothing in it ever wakes again, and nobody is told. */
export class ProcessLife implements Clock {
  readonly #clock: Clock;
  readonly #ends: (() => void)[] = [];
  #alive = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get alive(): boolean {
    return this.#alive;
  }

  now = (): number => this.#clock.now();

  /** Waits, and for ever if the process dies meanwhile. */
  sleep = (milliseconds: number, signal?: AbortSignalLike): Promise<void> =>
    new Promise((resolve, reject) => {
      this.#clock.sleep(milliseconds, signal).then(
        () => this.#alive && resolve(),
        (reason) => this.#alive && reject(reason),
      );
    });

  /** Does something in the world outside when the process dies, such as a server that ends its transactions. */
  onDeath(end: () => void): void {
    this.#ends.push(end);
  }

  die(): void {
    this.#alive = false;
    for (const end of this.#ends.splice(0)) end();
  }

  /** Waits for work inside the process, as somebody outside: rejects when the process dies. */
  answer<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.#alive) return Promise.reject(new ProcessDiedError('refused: the process is down'));
    return new Promise((resolve, reject) => {
      this.onDeath(() => reject(new ProcessDiedError('the connection was cut')));
      work().then(resolve, reject);
    });
  }
}
