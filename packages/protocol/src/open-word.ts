/**
 * One word of a list that the platform may make longer at any time.
 *
 * The known words are offered by the editor; any other string is a value too. An unknown word is kept as it
 * came, is never an error by itself, and never grants anything.
 */
export type OpenWord<Known extends string> = Known | (string & {});
