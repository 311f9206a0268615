/** A longer value is cut: the wire is to be looked at, and an answer may hold a thousand orders. */
const LONGEST = 8_000;

/**
 * A copy of what an event carries, as JSON would carry it: what a page does to its arguments afterwards changes nothing,
 * and what is no JSON, such as a function or a circle, is named in words.
 */
export function asJson(event: object): object {
  return Object.fromEntries(
    Object.entries(event).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, typeof value === 'object' && value !== null ? copied(value) : plain(value)]];
    }),
  );
}

function copied(value: object): unknown {
  try {
    const text = JSON.stringify(value, (_key, part) => plain(part));
    return text.length <= LONGEST ? JSON.parse(text) : { cut: text.slice(0, LONGEST), length: text.length };
  } catch {
    return { unreadable: Object.prototype.toString.call(value) };
  }
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' && value.length > LONGEST) return `${value.slice(0, LONGEST)}…`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return typeof value === 'function' ? `function ${value.name}` : value;
}
