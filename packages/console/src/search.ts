type Given = Readonly<Record<string, unknown>>;

type Part<Name extends string, Value> = { readonly [Key in Name]?: Value | undefined };

/** The router keeps what the address holds, unless a reader says that it is `undefined`. */
const part = <Name extends string, Value>(name: Name, value: Value | undefined): Part<Name, Value> =>
  ({ [name]: value }) as Part<Name, Value>;

/** Reads a text in the address. Other values count as none. */
export function text<Name extends string>(given: Given, name: Name): Part<Name, string> {
  const value = given[name];
  if (typeof value === 'number') return part(name, String(value));
  return part(name, typeof value === 'string' && value !== '' ? value : undefined);
}

/** One of some words. */
export function oneOf<Name extends string, Word extends string>(
  given: Given,
  name: Name,
  words: readonly Word[],
): Part<Name, Word> {
  return part(
    name,
    words.find((word) => word === given[name]),
  );
}

/** 2, 3, … The first page has no number. */
export function number<Name extends string>(given: Given, name: Name): Part<Name, number> {
  const value = Number(given[name]);
  return part(name, Number.isInteger(value) && value > 1 ? value : undefined);
}

/** `2025-01-01` */
export function dayParam<Name extends string>(given: Given, name: Name): Part<Name, string> {
  const value = given[name];
  return part(name, typeof value === 'string' && isDay(value) ? value : undefined);
}

/** Whether a text is a day that the calendar has. */
function isDay(text: string): boolean {
  const at = Date.parse(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
