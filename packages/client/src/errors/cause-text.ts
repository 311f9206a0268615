import { FOREIGN_TEXT_LENGTH } from '../limits/limits.js';
import { orIfItThrows } from './or-if-it-throws.js';

/** A thrown value as a text that fits into a sentence. Never throws. */
export function causeText(cause: unknown): string {
  return orIfItThrows(() => {
    const { message = cause } = Object(cause) as { message?: unknown };
    return String(message).slice(0, FOREIGN_TEXT_LENGTH).replace(/\.$/, '');
  }, 'an unreadable error');
}
