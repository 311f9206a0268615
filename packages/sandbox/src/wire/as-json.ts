/** Longer values are cut, in characters: the wire is for people to read, and an answer may contain a thousand orders. */
const LONGEST = 8_000;

/**
 * Copies the fields of an event as JSON, so that later changes of a page's arguments have no effect. A cycle is named
 * as text. The copy is stored as a string, because most of it is never read.
 *
 * @returns a function that parses the copy
 */
export function keepAsJson(event: object): () => object {
  const fields = Object.entries(event).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [[key, typeof value === 'object' && value !== null ? textOf(value) : plain(value)] as const];
  });
  const read = (kept: unknown) => (kept instanceof JsonText ? kept.read() : kept);
  return () => Object.fromEntries(fields.map(([key, kept]) => [key, read(kept)]));
}

/** A value as JSON. */
class JsonText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): unknown {
    const text = this.#text;
    return text.length <= LONGEST ? JSON.parse(text) : { cut: text.slice(0, LONGEST), length: text.length };
  }
}

function textOf(value: object): unknown {
  try {
    return new JsonText(JSON.stringify(value));
  } catch {
    return { unreadable: Object.prototype.toString.call(value) };
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' && value.length > LONGEST) return `${value.slice(0, LONGEST)}…`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return typeof value === 'function' ? `function ${value.name}` : value;
}
