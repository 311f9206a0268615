import type { KnownRenewalCycle } from '@ait-iap/protocol';

const CYCLES: Readonly<Record<KnownRenewalCycle, string>> = { WEEKLY: 'P1W', MONTHLY: 'P1M', YEARLY: 'P1Y' };

const DAY = 86_400_000;

/** No offer lasts longer. Without a limit its end could be after the end of time. */
const LONGEST = 'P10Y';

/** The ISO 8601 duration of one paid period. */
export function cyclePeriod(cycle: KnownRenewalCycle): string {
  return CYCLES[cycle];
}

/**
 * Adds an ISO 8601 duration of years, months, weeks and days in Korean time. In a shorter month the result is its last
 * day. `anchor` restores the day of the month afterwards (31 January, 28 February, 31 March).
 */
export function addPeriod(start: number, period: string, anchor: number = start): number {
  const [, years, months, weeks, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period) ?? [];
  const added = Number(years ?? 0) * 12 + Number(months ?? 0);
  const moved = added === 0 ? start : addMonths(start, added, new Date(anchor + KOREA).getUTCDate());
  return moved + (Number(weeks ?? 0) * 7 + Number(days ?? 0)) * DAY;
}

/** Whether {@link addPeriod} can read it, and it lasts for some time, up to ten years. */
export function isPeriod(period: string): boolean {
  if (!/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?$/.test(period)) return false;
  const end = addPeriod(0, period);
  return end > 0 && end <= addPeriod(0, LONGEST);
}

/** Korea is nine hours ahead of UTC the whole year. */
const KOREA = 9 * 3_600_000;

function addMonths(start: number, months: number, day: number): number {
  const local = new Date(start + KOREA);
  const month = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1);
  const first = new Date(month);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const timeOfDay = (start + KOREA) % DAY;
  return month + (Math.min(day, lastDay) - 1) * DAY + timeOfDay - KOREA;
}
