/**
 * The instant of a time of the Toss app, in milliseconds since 1970. NaN if it is not a time. Without a time zone it is
 * Korean time.
 */
export function instantOf(time: string | null | undefined): number {
  if (!time) return Number.NaN;
  // A number of milliseconds since 1970, of this century.
  if (/^\d{13}$/.test(time)) return Number(time);
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time);
  return Date.parse(hasZone ? time : `${time}+09:00`);
}

/** A time of the Toss app. `undefined` if it is not a time. */
export function dateOf(time: string | null | undefined): Date | undefined {
  const instant = instantOf(time);
  return Number.isNaN(instant) ? undefined : new Date(instant);
}
