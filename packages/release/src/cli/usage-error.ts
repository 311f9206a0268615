import type { Both } from '../text/both.js';

/** A command line that was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(readonly text: Both) {
    super(text.en);
  }
}
