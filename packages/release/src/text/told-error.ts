import type { Both } from './both.js';

/** An error with a text in both languages. `message` is the English text. */
export abstract class ToldError extends Error {
  /** The code of the error. It does not change between versions. */
  abstract readonly code: string;

  constructor(
    /** What is wrong and what to do, in Korean and in English. */
    readonly text: Both,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
