import { InvalidDurationError } from '../errors/invalid-duration-error.js';

/** Milliseconds, or a number and a unit: `'90 s'`, `'30 seconds'`, `'15 min'`, `'2 hours'`, `'40 days'`, `'1 week'`. */
export type DurationInput = number | string;

const SECOND = 1000;
const UNITS: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(ms|milliseconds?)$/, 1],
  [/^(s|sec|secs|seconds?)$/, SECOND],
  [/^(m|min|mins|minutes?)$/, 60 * SECOND],
  [/^(h|hours?)$/, 3600 * SECOND],
  [/^(d|days?)$/, 86_400 * SECOND],
  [/^(w|weeks?)$/, 7 * 86_400 * SECOND],
];

/**
 * Reads a duration in whole milliseconds.
 * @throws InvalidDurationError if it is negative, not finite, or has no known unit. Months and years have none, since
 * their length depends on where they start.
 */
export function toMilliseconds(duration: DurationInput): number {
  if (typeof duration === 'number') return checked(duration, duration);
  const [, digits, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(duration) ?? [];
  const factor = unit === '' ? 1 : UNITS.find(([pattern]) => pattern.test((unit ?? '').toLowerCase()))?.[1];
  if (digits === undefined || factor === undefined) throw new InvalidDurationError(duration);
  return checked(Number(digits) * factor, duration);
}

/** A clock counts whole milliseconds, like the file of a world. */
function checked(milliseconds: number, given: DurationInput): number {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) throw new InvalidDurationError(given);
  return Math.round(milliseconds);
}
