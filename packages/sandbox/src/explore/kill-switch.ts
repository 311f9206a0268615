/**
 * Counts the places at which a process can stop, and stops it at one of them. Whoever waits at a dead switch waits for
 * ever, which is all that a killed process does.
 */
export class KillSwitch {
  /** Names of the places that were passed, in order. */
  readonly passed: string[] = [];
  /** Resolves when the process is killed. */
  readonly killed: Promise<void>;
  private dead = false;
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
    if (this.passed.length < this.killAt) {
      this.passed.push(name);
      return Promise.resolve();
    }
    this.kill();
    this.passed.push(`${name} (killed here)`);
    return forever();
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
