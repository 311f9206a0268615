import { language } from './language.js';

const DAY_MS = 86_400_000;

/** `1,500원`, `₩1,500` */
export function won(amount: number): string {
  const digits = amount.toLocaleString('en-US');
  return language() === 'ko' ? `${digits}원` : `₩${digits}`;
}

/** `1,500` */
export const count = (amount: number): string => amount.toLocaleString('en-US');

/** `812 B`, `21.9 MB`: in powers of 1,000, like the platform. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const UNITS: ReadonlyArray<readonly [number, string, string]> = [
  [DAY_MS, '일', 'd'],
  [3_600_000, '시간', 'h'],
  [60_000, '분', 'min'],
  [1_000, '초', 's'],
];

/** `41 ms`, `1.2초`, `3일 2시간` */
export function duration(ms: number): string {
  const length = Math.abs(ms);
  if (length < 1_000) return `${Math.round(length)}ms`;
  const korean = language() === 'ko';
  const word = ([, ko, en]: (typeof UNITS)[number]) => (korean ? ko : en);
  const first = UNITS.findIndex(([unit]) => length >= unit);
  const unit = UNITS[first] as (typeof UNITS)[number];
  if (unit[0] === 1_000) return `${Number((length / 1_000).toFixed(1))}${word(unit)}`;
  const next = UNITS[first + 1] as (typeof UNITS)[number];
  const rest = Math.floor((length % unit[0]) / next[0]);
  const head = `${Math.floor(length / unit[0])}${word(unit)}`;
  return rest === 0 ? head : `${head} ${rest}${word(next)}`;
}
