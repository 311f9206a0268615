const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KOREA = 9 * HOUR;

/**
 * Korean public holidays with the same date every year. Holidays of the lunar calendar and substitute holidays move:
 * pass them in the settings of the world.
 */
export const FIXED_HOLIDAYS = [
  '01-01',
  '03-01',
  '05-05',
  '06-06',
  '08-15',
  '10-03',
  '10-09',
  '12-25',
] as const;

/** Whether the Korean date of an instant is a business day. `holidays` are additional dates, such as `2026-02-17`. */
export function isBusinessDay(at: number, holidays: readonly string[] = []): boolean {
  const korean = new Date(at + KOREA);
  const date = korean.toISOString().slice(0, 10);
  const weekday = korean.getUTCDay();
  const fixed: readonly string[] = FIXED_HOLIDAYS;
  return weekday !== 0 && weekday !== 6 && !fixed.includes(date.slice(5)) && !holidays.includes(date);
}

/**
 * The instant a number of business days after another one, at the same time of day. A start on a holiday counts from
 * the next business day.
 */
export function addBusinessDays(start: number, days: number, holidays: readonly string[] = []): number {
  let at = start;
  while (!isBusinessDay(at, holidays)) at += DAY;
  for (let left = days; left > 0; ) {
    at += DAY;
    if (isBusinessDay(at, holidays)) left--;
  }
  return at;
}
