/** The platform's console uses Korean days, wherever its user is. */
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

/** `2025.01.01`, the format of the platform's console. */
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

/** The first moment of a Korean day such as `2025-01-01`, in epoch milliseconds. */
export const startOfDay = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) - KOREAN_OFFSET_MS;

/** The last moment of a Korean day, in epoch milliseconds. */
export const endOfDay = (iso: string): number => startOfDay(iso) + DAY_MS - 1;
