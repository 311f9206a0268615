import type { LocalizedText } from './localized-text.js';

const PERIOD = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

const UNITS = [
  { ko: '년', en: 'year' },
  { ko: '개월', en: 'month' },
  { ko: '주', en: 'week' },
  { ko: '일', en: 'day' },
] as const;

/**
 * A period as text, such as how long an offer lasts: `P1M` becomes "1개월" and "1 month". A text that is not an ISO 8601 period of years,
 * months, weeks and days stays as the platform wrote it.
 */
export function periodText(period: string): LocalizedText {
  const counts = PERIOD.exec(period)?.slice(1);
  if (!counts) return { ko: period, en: period };
  const parts = UNITS.flatMap((unit, index) => {
    const count = Number(counts[index] ?? 0);
    return count > 0 ? [{ count, unit }] : [];
  });
  if (parts.length === 0) return { ko: period, en: period };
  return {
    ko: parts.map(({ count, unit }) => `${count}${unit.ko}`).join(' '),
    en: parts.map(({ count, unit }) => `${count} ${unit.en}${count === 1 ? '' : 's'}`).join(' '),
  };
}
