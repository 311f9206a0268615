/** The zone of a time without one: Korean time is usual, and not promised by the platform. */
export const DEFAULT_STATUS_OFFSET = '+09:00';

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Reads `statusDeterminedAt`: an ISO 8601 date and time, with or without seconds, fractions and a zone.
 *
 * `Date.parse` reads a time without a zone in the zone of the machine, so two machines would get different answers.
 * Fractions of a millisecond are cut off.
 *
 * @param text - what the platform sent; anything but a string gives `undefined`
 * @param defaultOffset - the zone of a time without one, as `Z` or `±hh:mm`; default {@link DEFAULT_STATUS_OFFSET}
 * @returns milliseconds since 1970-01-01T00:00:00Z, or `undefined` if there is no such time
 * @example
 * parseStatusDeterminedAt('2025-09-22T09:00:00') === Date.UTC(2025, 8, 22);
 */
export function parseStatusDeterminedAt(
  text: unknown,
  defaultOffset: string = DEFAULT_STATUS_OFFSET,
): number | undefined {
  const match = typeof text === 'string' ? TIME.exec(text) : null;
  if (match === null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, minute, second] = [part(1), part(2), part(3), part(5), part(6)];
  if (minute > 59 || second > 59) return undefined;
  const offset = offsetMinutes(match[8] ?? defaultOffset);
  if (offset === undefined) return undefined;
  const local = Date.UTC(year, month - 1, day, part(4), minute, second, milliseconds(match[7]));
  // Date.UTC turns February 30 into March 2, hour 24 into the next day, and the year 0099 into 1999.
  const back = new Date(local);
  const exists =
    back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return exists ? local - offset * 60_000 : undefined;
}

function milliseconds(fraction = ''): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (match === null) return undefined;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 23 || minutes > 59) return undefined;
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
