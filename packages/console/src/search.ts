type Given = Readonly<Record<string, unknown>>;

type Part<Name extends string, Value> = { readonly [Key in Name]?: Value };

/** Reads a text in the address. Other values are left out. */
export function text<Name extends string>(given: Given, name: Name): Part<Name, string> {
  const value = given[name];
  if (typeof value === 'number') return { [name]: String(value) } as Part<Name, string>;
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as Part<Name, string>;
}

/** One of some words. */
export function oneOf<Name extends string, Word extends string>(
  given: Given,
  name: Name,
  words: readonly Word[],
): Part<Name, Word> {
  return (words.includes(given[name] as Word) ? { [name]: given[name] } : {}) as Part<Name, Word>;
}

/** 2, 3, … The first page has no number. */
export function number<Name extends string>(given: Given, name: Name): Part<Name, number> {
  const value = Number(given[name]);
  return (Number.isInteger(value) && value > 1 ? { [name]: value } : {}) as Part<Name, number>;
}

/** `2025-01-01` */
export function dayParam<Name extends string>(given: Given, name: Name): Part<Name, string> {
  const value = given[name];
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return (isDay ? { [name]: value } : {}) as Part<Name, string>;
}
