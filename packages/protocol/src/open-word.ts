/**
 * One word of a list to which the platform may add words at any time.
 *
 * An editor suggests the known words; any other string is allowed too. An unknown word is kept as it came. It is
 * never an error by itself, and it never grants anything.
 */
export type OpenWord<Known extends string> = Known | (string & {});
