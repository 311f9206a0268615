/** How a start with a held-back place ends: the process dies with it, or the place goes on after everything else. */
export type HeldBackEnd = 'dies' | 'goes on';

/** The plan for one run of the program. */
export interface Interruption {
  /** How many places to pass before everything stops. @defaultValue never */
  readonly killAt?: number | undefined;
  /**
   * How many places inside handlers to pass before one is held back while everything else goes on. @defaultValue never
   */
  readonly holdBackAt?: number | undefined;
}

/**
 * Counts the places at which a process can stop. It stops the process at one of them, or holds one place back while
 * everything else goes on, like a slow disk or a sleeping thread. Code at a dead switch waits forever, like code in a
 * killed process.
 */
export class KillSwitch {
  /** The names of the passed places and the notes, in order. */
  readonly story: string[] = [];
  /** Resolves when the process is killed. */
  readonly killed: Promise<void>;
  /** Resolves when a place is held back. */
  readonly heldBack: Promise<void>;
  /** Resolves when the held-back place goes on. */
  readonly released: Promise<void>;
  /** The handler that never settled, if there is one. The process was then ended. */
  hung: string | undefined;
  #heldBackPlace: string | undefined;
  #dead = false;
  #passed = 0;
  #passedInHandlers = 0;
  readonly #killAt: number;
  readonly #holdBackAt: number;
  readonly #die: () => void;
  readonly #holdBack: () => void;
  readonly #goOn: () => void;

  constructor({ killAt, holdBackAt }: Interruption = {}) {
    this.#killAt = killAt ?? Number.POSITIVE_INFINITY;
    this.#holdBackAt = holdBackAt ?? Number.POSITIVE_INFINITY;
    [this.killed, this.#die] = signal();
    [this.heldBack, this.#holdBack] = signal();
    [this.released, this.#goOn] = signal();
  }

  get isDead(): boolean {
    return this.#dead;
  }

  /** Whether any place was held back. */
  get hasHeldBack(): boolean {
    return this.#passedInHandlers > this.#holdBackAt;
  }

  /** Whether a place is held back now. */
  get isHoldingBack(): boolean {
    return this.#heldBackPlace !== undefined;
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

  /** A place inside a handler, which can also be held back. */
  async stepInHandler(name: string): Promise<void> {
    if (this.#dead || this.#passedInHandlers++ !== this.#holdBackAt) return this.step(name);
    this.story.push(`${name} (held back)`);
    this.#heldBackPlace = name;
    this.#holdBack();
    await this.released;
    if (this.#dead) return forever();
  }

  /** Ends the held-back place: with the process, or by letting it go on. */
  end(how: HeldBackEnd): void {
    if (this.#heldBackPlace === undefined) return;
    this.note(
      how === 'dies' ? `killed while ${this.#heldBackPlace} is held back` : `${this.#heldBackPlace} goes on`,
    );
    this.#heldBackPlace = undefined;
    if (how === 'dies') this.kill();
    else this.#goOn();
  }

  /** Ends the process because a handler never settles. */
  hang(name: string): void {
    this.note(`${name} never settles`);
    this.hung = name;
    this.kill();
  }

  /** Adds a note to the story, which is not a place to stop. */
  note(text: string): void {
    if (!this.#dead) this.story.push(text);
  }

  /** Kills the process from outside. */
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

/** A promise that never settles, for code of a dead process. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}
