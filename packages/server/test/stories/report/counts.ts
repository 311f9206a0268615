import { ANSWER_FAULTS, type AnswerFault } from '../platform/answer-faults.js';

/** What a run has counted so far. */
export class Counts {
  chapters = 0;
  orders = 0;
  answers = 0;
  /** Waits that came to their end. */
  steps = 0;
  wrong = 0;
  readonly #kinds = new Map<string, number>();

  /** An answer of the platform, with what was wrong with it. */
  answered(fault: AnswerFault | undefined): void {
    this.answers += 1;
    if (fault !== undefined) this.add(`answer ${fault}`);
  }

  /** An order that ended wrong, and in what ways. */
  convicted(wrong: readonly string[]): void {
    this.wrong += 1;
    for (const what of wrong) this.add(`wrong ${what.split(/[:(,"]/)[0]?.trim()}`);
  }

  /** One more of a kind: a fault, a trouble of a callback, a way of calling. */
  add(kind: string, by = 1): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + by);
  }

  of(kind: string): number {
    return this.#kinds.get(kind) ?? 0;
  }

  /** Every kind with its count, by name. */
  kinds(): [string, number][] {
    for (const fault of ANSWER_FAULTS) this.add(`answer ${fault}`, 0);
    return [...this.#kinds].sort(([a], [b]) => a.localeCompare(b));
  }
}
