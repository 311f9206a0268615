/**
 * What a value from the Toss app has to look like: the words for a plain value, which begin with its `typeof` and
 * are also what an error says; a list of one shape; or the fields of an object, others being kept and not looked at.
 *
 * Small on purpose: a schema library alone weighs as much as the official SDK's purchase functions. The tests hold
 * every shape against the schema in the protocol.
 */
export type Shape = PlainShape | ListShape | { readonly [field: string]: Shape };

type PlainType = 'string' | 'number' | 'boolean';
type PlainShape =
  | PlainType
  | 'string, not empty'
  | `${PlainType} or missing`
  | `${PlainType}, null or missing`;
type ListShape = readonly [item: Shape, presence?: 'null or missing'];

/** Where a value is not as it should be. */
export interface Misfit {
  /** Such as `.products[3].sku`; empty for the value as a whole. */
  readonly place: string;
  readonly wanted: string;
  readonly received: unknown;
}

/** Finds the first place where `value` is not of the shape; `undefined` if it is. */
export function findMisfit(shape: Shape, value: unknown): Misfit | undefined {
  if (typeof shape === 'string') {
    return fits(shape, value) ? undefined : { place: '', wanted: shape, received: value };
  }
  if (isListShape(shape)) {
    const [item, presence] = shape;
    if (presence && (value === null || value === undefined)) return undefined;
    if (!Array.isArray(value)) return { place: '', wanted: 'a list', received: value };
    for (let index = 0; index < value.length; index++) {
      const misfit = findMisfit(item, value[index]);
      if (misfit) return { ...misfit, place: `[${index}]${misfit.place}` };
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { place: '', wanted: 'an object', received: value };
  }
  // The place is put together on the way out: a list that is as it should be costs no texts.
  for (const name in shape) {
    const own = (value as Record<string, unknown>)[name];
    const wanted = shape[name] as Shape;
    // A text where some text is wanted is by far the most common, and worth a shortcut.
    if (typeof own === 'string' && own !== '' && (wanted as string)[0] === 's') continue;
    const misfit = findMisfit(wanted, own);
    if (misfit) return { ...misfit, place: `.${name}${misfit.place}` };
  }
  return undefined;
}

function fits(shape: PlainShape, value: unknown): boolean {
  if (value === undefined) return shape.includes('missing');
  if (value === null) return shape.includes('null');
  if (typeof value === 'number') return shape === 'number' && Number.isFinite(value);
  return shape.startsWith(typeof value) && (value !== '' || !shape.includes('empty'));
}

function isListShape(shape: Shape): shape is ListShape {
  return Array.isArray(shape);
}
