/** The typed or pasted query. */
export type Lookup =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'order'; readonly orderId: string }
  | { readonly kind: 'user'; readonly userKey: string }
  /** A time, in epoch milliseconds. */
  | { readonly kind: 'time'; readonly at: number };

const ORDER_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const KOREAN_TIME = /^(\d{4})[.-]\s?(\d{1,2})[.-]\s?(\d{1,2})\.?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads a query: an order id in a line of a log, a time as this console writes it (Korean time), or else a user. */
export function readQuestion(text: string): Lookup {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'nothing' };
  const [orderId] = ORDER_ID.exec(trimmed) ?? [];
  if (orderId !== undefined) return { kind: 'order', orderId: orderId.toLowerCase() };
  const at = readTime(trimmed);
  return at === undefined ? { kind: 'user', userKey: trimmed } : { kind: 'time', at };
}

function readTime(text: string): number | undefined {
  const korean = KOREAN_TIME.exec(text);
  if (korean !== null) {
    const [, year, month = '', date = '', hour = '', minute, second = '00'] = korean;
    const two = (digits: string) => digits.padStart(2, '0');
    return Date.parse(`${year}-${two(month)}-${two(date)}T${two(hour)}:${minute}:${second}+09:00`);
  }
  if (/^\d{13}$/.test(text)) return Number(text);
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
