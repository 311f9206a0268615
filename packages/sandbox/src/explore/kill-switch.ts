/**
 * Counts the places at which a process can stop, and stops it at one of them. Whoever waits at a dead switch waits for
 * ever, which is all that a killed process does.
 */
export class KillSwitch {
  /** Names of the places that were passed, and what was noted, in order. */
  readonly story: string[] = [];
  /** Resolves when the process is killed. */
  readonly killed: Promise<void>;
  private dead = false;
  private passed = 0;
  private readonly die: () => void;

  /** @param killAt how many places are passed before it strikes; infinity for never */
  constructor(private readonly killAt: number) {
    let die: () => void = () => {};
    this.killed = new Promise((resolve) => {
      die = resolve;
    });
    this.die = die;
  }

  get isDead(): boolean {
    return this.dead;
  }

  /** A place called `name`. */
  step(name: string): Promise<void> {
    if (this.dead) return forever();
    if (this.passed++ < this.killAt) {
      this.story.push(name);
      return Promise.resolve();
    }
    this.kill();
    this.story.push(`${name} (killed here)`);
    return forever();
  }

  /** Adds to the story what is no place to stop at. */
  note(text: string): void {
    if (!this.dead) this.story.push(text);
  }

  /** Ends the process from outside. */
  kill(): void {
    this.dead = true;
    this.die();
  }
}

function forever(): Promise<never> {
  return new Promise(() => {});
}
