import type { Both } from './both.js';

/** A failure that is told to a person in both languages. The message is the English text. */
export abstract class ToldError extends Error {
  /** Stable between versions. */
  abstract readonly code: string;

  constructor(
    readonly text: Both,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
