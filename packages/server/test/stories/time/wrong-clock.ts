import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

/** The clock of one machine: the true time, and how far this machine is off. */
export class WrongClock implements Clock {
  readonly #true: Clock;
  readonly #offMs: number;
  #jumpMs = 0;

  constructor(truth: Clock, offMs: number) {
    this.#true = truth;
    this.#offMs = offMs;
  }

  now = (): number => this.#true.now() + this.#offMs + this.#jumpMs;

  /** A wait takes as long as it takes, whatever the time of day is thought to be. */
  sleep = (milliseconds: number, signal?: AbortSignalLike): Promise<void> =>
    this.#true.sleep(milliseconds, signal);

  /** Is wrong by so much more from now on, as after a bad answer of a time server; by 0: no more. */
  jump(byMs: number): void {
    this.#jumpMs = byMs;
  }
}
