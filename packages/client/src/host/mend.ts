import { warnDeveloper } from '../errors/warn-developer.js';

/** How the elements of a list of the Toss app are read. */
export interface Shape {
  /** The one field without which an element is of no use: its own id. */
  readonly id: string;
  /**
   * The other fields that this package knows, all of them texts: what takes the place of a value that is none, or the
   * shape of the elements of a list. A field whose place `undefined` or `null` takes may be missing.
   */
  readonly fields: { readonly [name: string]: '' | null | undefined | Shape };
}

/** The fields of an object that came from the Toss app. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one element. What nobody needs never costs the element it is in, a number counts as a text, and fields that
 * the shape does not name are carried as they are. What is odd is told to the developer, with its place.
 *
 * @param place - such as `getProductItemList: products[3]`
 * @param warned - what the developer was told before
 * @returns `undefined` if it is of no use
 */
export function mend(
  { id, fields }: Shape,
  value: unknown,
  place: string,
  warned?: Set<string>,
): Fields | undefined {
  const element: Fields = Object(value);
  const own = element[id];
  if (own === '' || (typeof own !== 'string' && typeof own !== 'number')) {
    warnDeveloper(`${place} was left out: it has no ${id}.`, warned);
    return undefined;
  }
  const mended: Record<string, unknown> = { ...element };
  mended[id] = String(own);
  for (const name in fields) {
    const found = element[name];
    // A text in the place of a text, as nearly always: its place need not be put into words.
    if (typeof found === 'string' && !fields[name]) continue;
    const better = mendField(fields[name], found, `${place}.${name}`, warned);
    if (better !== found) mended[name] = better;
  }
  return mended;
}

/** Reads a list, without the elements that are of no use. */
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
