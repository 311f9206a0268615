import { redactText } from './redact.js';

const MAX_DEPTH = 5;

/**
 * Copies a foreign error so that it is safe to keep as a `cause`: its name, message, `code` and causes, all redacted.
 *
 * A copy is necessary, because errors of HTTP libraries contain the request with its headers, and a TLS error contains
 * certificates. Any logger would print both.
 */
export function withoutSecrets(error: unknown, secrets: readonly string[] = [], depth = 0): Error {
  if (!(error instanceof Error)) return new Error(redactText(describe(error), secrets));
  const copy = new Error(redactText(error.message, secrets));
  Object.defineProperty(copy, 'name', { value: redactText(error.name, secrets), enumerable: false });
  copy.stack = `${copy.name}: ${copy.message}${frames(error)}`;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' || typeof code === 'number') Object.assign(copy, { code });
  if (error.cause !== undefined && depth < MAX_DEPTH) {
    copy.cause = withoutSecrets(error.cause, secrets, depth + 1);
  }
  return copy;
}

/** The stack without the message that it begins with. */
function frames(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.length === 0 ? '' : `\n${lines.join('\n')}`;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : `something that is not an error was thrown (${typeof value})`;
}
