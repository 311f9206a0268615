import type { LocalizedText } from '@ait-iap/protocol';

/** The units of a period, in the order in which ISO 8601 writes them. */
const UNITS = [
  { ko: '년', en: 'year' },
  { ko: '개월', en: 'month' },
  { ko: '주', en: 'week' },
  { ko: '일', en: 'day' },
] as const;

/** An ISO 8601 duration of years, months, weeks and days in words: `P1M` becomes "1개월" and "1 month". */
export function periodInWords(period: string): LocalizedText {
  const counts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period)?.slice(1) ?? [];
  const parts = UNITS.map((unit, place) => ({ unit, count: Number(counts[place] ?? 0) })).filter(
    ({ count }) => count > 0,
  );
  if (parts.length === 0) return { ko: period, en: period };
  return {
    ko: parts.map(({ unit, count }) => `${count}${unit.ko}`).join(' '),
    en: parts.map(({ unit, count }) => `${count} ${unit.en}${count === 1 ? '' : 's'}`).join(' '),
  };
}
