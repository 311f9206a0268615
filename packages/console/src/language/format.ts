import { language } from './language.js';

/** The console of the platform thinks in Korean days, wherever its reader sits. */
const ZONE = 'Asia/Seoul';
const DAY_MS = 86_400_000;
const KOREAN_OFFSET_MS = 9 * 3_600_000;

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function fields(at: number): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `2025.01.01`, as the platform's console writes a day. */
export function day(at: number): string {
  const { year, month, day: date } = fields(at);
  return `${year}.${month}.${date}`;
}

/** `2025.01.01 13:00` */
export function dayAndTime(at: number): string {
  const { hour, minute } = fields(at);
  return `${day(at)} ${hour}:${minute}`;
}

/** `13:00:05` */
export function timeOfDay(at: number): string {
  const { hour, minute, second } = fields(at);
  return `${hour}:${minute}:${second}`;
}

/** `2025-01-01`: the value of a date input. */
export const isoDay = (at: number): string => day(at).replaceAll('.', '-');

/** The first moment of a Korean day that is written as `2025-01-01`. */
export const startOfDay = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) - KOREAN_OFFSET_MS;

/** The last moment of it. */
export const endOfDay = (iso: string): number => startOfDay(iso) + DAY_MS - 1;

/** `1,500원`, `₩1,500` */
export function won(amount: number): string {
  const digits = amount.toLocaleString('en-US');
  return language() === 'ko' ? `${digits}원` : `₩${digits}`;
}

/** `1,500` */
export const count = (amount: number): string => amount.toLocaleString('en-US');

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
