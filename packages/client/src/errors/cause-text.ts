const MAX_LENGTH = 200;

/** What was thrown, in words that fit into the middle of a sentence. */
export function causeText(cause: unknown): string {
  const { message = cause } = Object(cause) as { message?: unknown };
  return String(message).slice(0, MAX_LENGTH).replace(/\.$/, '');
}
