/** Collects steps to close resources in the order in which they are opened, and runs them in reverse order. */
export class ClosingSteps {
  readonly #steps: (() => unknown)[] = [];
  #closed: Promise<void> | undefined;

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Runs every step, even if another one fails, and rejects with the first failure. Runs only once. */
  close(): Promise<void> {
    this.#closed ??= this.#run();
    return this.#closed;
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
