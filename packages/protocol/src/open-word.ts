/**
 * One word of a list to which the platform may add words at any time.
 *
 * An editor suggests the known words; any other string is allowed too. An unknown word is kept as it came. It is
 * never an error by itself, and it never grants anything.
 */
export type OpenWord<Known extends string> = Known | (string & {});

/** Whether a value is one of the words of a list. */
export function isWordOf<Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return (words as readonly unknown[]).includes(value);
}
