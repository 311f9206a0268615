const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KOREA = 9 * HOUR;

/**
 * Korean public holidays that have the same date every year. Those of the lunar calendar and substitute holidays move:
 * a world that needs them is given them in its settings.
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

/** Whether the Korean date of an instant is a working day. `holidays` are further dates, such as `2026-02-17`. */
export function isBusinessDay(at: number, holidays: readonly string[] = []): boolean {
  const korean = new Date(at + KOREA);
  const date = korean.toISOString().slice(0, 10);
  const weekday = korean.getUTCDay();
  const fixed: readonly string[] = FIXED_HOLIDAYS;
  return weekday !== 0 && weekday !== 6 && !fixed.includes(date.slice(5)) && !holidays.includes(date);
}

/**
 * The end, at the same time of day, of so many business days after an instant. What starts on a holiday starts on the
 * next business day.
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
