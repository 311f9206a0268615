import { isWord } from '../errors/is-word.js';
import { warnDeveloper } from '../errors/warn-developer.js';

/** The shape of the elements in a list of the Toss app. */
export interface Shape {
  /** The only field that an element must have: its own id. */
  readonly id: string;
  /**
   * The other known fields, which are all texts: the replacement of an invalid value, or the shape of the elements of a
   * list. A field whose replacement is `undefined` or `null` may be missing.
   */
  readonly fields: { readonly [name: string]: '' | null | undefined | Shape };
}

/** The fields of an object from the Toss app. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one element. An invalid optional field does not make the element unusable, a number counts as a text, and
 * unknown fields are kept as they are. The developer gets a warning about problems, with their place.
 *
 * @param place - such as `getProductItemList: products[3]`
 * @param warned - earlier warnings
 * @returns `undefined` if it is unusable
 */
export function mend(
  { id, fields }: Shape,
  value: unknown,
  place: string,
  warned?: Set<string>,
): Fields | undefined {
  const element: Fields = Object(value);
  const own = element[id];
  if (!isWord(own) && typeof own !== 'number') {
    warnDeveloper(`${place} was left out: no ${id}.`, warned);
    return undefined;
  }
  const mended: Record<string, unknown> = { ...element };
  // Not only for a number: a copy has no fields that an object inherits.
  mended[id] = String(own);
  for (const name in fields) {
    const found = element[name];
    const instead = fields[name];
    // A text where a text is expected, or nothing where nothing may be, as almost always. Then no text of its place is built.
    if (typeof found === 'string' ? !instead : found === undefined && instead !== '' && instead !== null)
      continue;
    const better = mendField(instead, found, `${place}.${name}`, warned);
    if (better !== found) mended[name] = better;
  }
  return mended;
}

/** Reads a list without its unusable elements. */
export function mendList(
  shape: Shape,
  list: readonly unknown[],
  place: string,
  warned?: Set<string>,
): Fields[] {
  const elements = list.map((value, index) => mend(shape, value, `${place}[${index}]`, warned));
  return elements.filter(Boolean) as Fields[];
}

function mendField(
  instead: Shape['fields'][string],
  value: unknown,
  place: string,
  warned: Set<string> | undefined,
): unknown {
  if (instead && Array.isArray(value)) return mendList(instead, value, place, warned);
  if (instead !== '' && (value === null || value === undefined)) return instead === null ? null : value;
  warnDeveloper(`${place} is odd: ${value === null ? value : typeof value}.`, warned);
  if (instead) return undefined;
  return typeof value === 'number' ? String(value) : instead;
}
