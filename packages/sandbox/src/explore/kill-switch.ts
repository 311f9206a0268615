/** What becomes of the life whose place is held back: it dies with the place, or the place goes on after all the rest. */
export type HeldEnd = 'dies' | 'goes on';

/** What happens to one run of the program. */
export interface Interruption {
  /** How many places are passed before everything stops. @defaultValue never */
  readonly killAt?: number | undefined;
  /** How many places inside handlers are passed before one is held back while the rest goes on. @defaultValue never */
  readonly holdAt?: number | undefined;
}

/**
 * Counts the places at which a process can stop, and stops it at one of them, or holds one place back while the rest goes
 * on: a slow disk, a thread that was put to sleep. Whoever waits at a dead switch waits for ever, which is all that a
 * killed process does.
 */
export class KillSwitch {
  /** Names of the places that were passed, and what was noted, in order. */
  readonly story: string[] = [];
  /** Resolves when the process is killed. */
  readonly killed: Promise<void>;
  /** Resolves when a place is held back. */
  readonly held: Promise<void>;
  /** Resolves when the place that was held back goes on. */
  readonly released: Promise<void>;
  /** The handler that never settled, if there is one: then the process was ended. */
  hung: string | undefined;
  #heldPlace: string | undefined;
  #dead = false;
  #passed = 0;
  #passedInHandlers = 0;
  readonly #killAt: number;
  readonly #holdAt: number;
  readonly #die: () => void;
  readonly #hold: () => void;
  readonly #goOn: () => void;

  constructor({ killAt, holdAt }: Interruption = {}) {
    this.#killAt = killAt ?? Number.POSITIVE_INFINITY;
    this.#holdAt = holdAt ?? Number.POSITIVE_INFINITY;
    [this.killed, this.#die] = signal();
    [this.held, this.#hold] = signal();
    [this.released, this.#goOn] = signal();
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** Whether a place was held back at all. */
  get hasHeld(): boolean {
    return this.#passedInHandlers > this.#holdAt;
  }

  /** Whether a place is held back now. */
  get isHolding(): boolean {
    return this.#heldPlace !== undefined;
  }

  /** A place called `name`. */
  step(name: string): Promise<void> {
    if (this.#dead) return forever();
    if (this.#passed++ < this.#killAt) {
      this.story.push(name);
      return Promise.resolve();
    }
    this.kill();
    this.story.push(`${name} (killed here)`);
    return forever();
  }

  /** A place inside a handler: one that can be held back, too. */
  async stepInHandler(name: string): Promise<void> {
    if (this.#dead || this.#passedInHandlers++ !== this.#holdAt) return this.step(name);
    this.story.push(`${name} (held back)`);
    this.#heldPlace = name;
    this.#hold();
    await this.released;
    if (this.#dead) return forever();
  }

  /** Ends what was held back: with the process, or by letting it go on. */
  end(how: HeldEnd): void {
    if (this.#heldPlace === undefined) return;
    this.note(how === 'dies' ? `killed while ${this.#heldPlace} is held back` : `${this.#heldPlace} goes on`);
    this.#heldPlace = undefined;
    if (how === 'dies') this.kill();
    else this.#goOn();
  }

  /** A handler never settles: the process is ended. */
  hang(name: string): void {
    this.note(`${name} never settles`);
    this.hung = name;
    this.kill();
  }

  /** Adds to the story what is no place to stop at. */
  note(text: string): void {
    if (!this.#dead) this.story.push(text);
  }

  /** Ends the process from outside. */
  kill(): void {
    this.#dead = true;
    this.#die();
  }
}

function signal(): [promise: Promise<void>, resolve: () => void] {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return [promise, resolve];
}

/** What whoever belongs to a dead process waits for. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}
