import { SqliteStatementError } from './sqlite-statement-error.js';

/**
 * Checks the values of a statement. SQLite would read a leading object as named values and shift all others by one
 * place, and would store NULL for a missing value.
 *
 * @throws SqliteStatementError if SQLite cannot store a value as it is, or if there are more or fewer values than
 * places
 */
export function checkParameters(parameters: readonly unknown[], places: number): void {
  if (parameters.length !== places) {
    throw new SqliteStatementError(
      `it has ${places} ${places === 1 ? 'place' : 'places'} and was given ${parameters.length}. Pass one value for each ?.`,
    );
  }
  for (let index = 0; index < places; index += 1) {
    const problem = problemOf(parameters[index]);
    if (problem !== undefined) throw new SqliteStatementError(`value ${index + 1} is ${problem}`);
  }
}

function problemOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'bigint':
      return undefined;
    case 'number':
      return Number.isNaN(value)
        ? 'NaN, which SQLite would store as NULL. Pass a number or null.'
        : undefined;
    case 'boolean':
      return 'a boolean, which SQLite does not have. Pass 1 or 0.';
    case 'undefined':
      return 'undefined. Pass null for no value.';
    case 'object':
      return problemOfObject(value);
    default:
      return `a ${typeof value}. Pass a string, a number, a bigint, bytes or null.`;
  }
}

function problemOfObject(value: object | null): string | undefined {
  if (value === null || ArrayBuffer.isView(value)) return undefined;
  if (value instanceof Date) return 'a Date. Pass its getTime() or its toISOString().';
  return 'an object. Pass a string, such as JSON, a number, a bigint, bytes or null.';
}
