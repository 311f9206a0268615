import { SqliteStatementError } from './sqlite-statement-error.js';

/** What is known from the text of a statement. */
export interface StatementText {
  /** Whether it begins or ends a transaction, or has to run outside one. */
  readonly control: boolean;
  /** How many `?` it has. */
  readonly places: number;
}

const COMMENT = String.raw`--[^\n]*(?:\n|$)|/\*[\s\S]*?(?:\*/|$)`;
const NOTHING = new RegExp(`^(?:\\s|;|${COMMENT})*$`);
const CONTROL = new RegExp(
  `^(?:\\s|;|${COMMENT})*(?:begin|commit|end|rollback|savepoint|release|vacuum|pragma|attach|detach)\\b`,
  'i',
);
// In the order in which SQLite reads. A `?` inside quotes or a comment is not a place for a value.
const PLACES = new RegExp(
  `'(?:[^']|'')*'|"(?:[^"]|"")*"|\`(?:[^\`]|\`\`)*\`|\\[[^\\]]*\\]|${COMMENT}|\\w+|(?<place>[?:@$]\\w*)`,
  'g',
);

/**
 * Reads a text that SQLite has compiled. It is one statement, so its first word says what it is.
 *
 * @param text - as it was given
 * @param compiled - the part that SQLite compiled: it silently stops after the first statement
 * @throws SqliteStatementError if there is a second statement or a named parameter
 */
export function readStatement(text: string, compiled: string): StatementText {
  if (!NOTHING.test(text.slice(compiled.length))) {
    throw new SqliteStatementError(
      'its text holds a second statement, which SQLite would leave out. Run each statement by a call of its own.',
    );
  }
  return { control: CONTROL.test(compiled), places: countPlaces(compiled) };
}

function countPlaces(text: string): number {
  let places = 0;
  for (const { groups } of text.matchAll(PLACES)) {
    const place = groups?.place;
    if (place === undefined || place === ':') continue;
    if (place !== '?') {
      throw new SqliteStatementError('its text names a place for a value. Write ? for each value, in order.');
    }
    places += 1;
  }
  return places;
}
