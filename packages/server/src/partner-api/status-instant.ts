import { DEFAULT_STATUS_OFFSET, parseStatusDeterminedAt } from '@ait-iap/protocol';

/** The zone of a time without one: Korean time is usual, and not promised by the platform. */
export const DEFAULT_TIME_ZONE = 'Asia/Seoul';

/** A time of the platform: the text as it arrived, and the instant that it means. */
export interface StatusInstant {
  /** The text as the platform sent it, often without a time zone. */
  readonly text: string;
  /** The instant. A text without a time zone is read in the client's `timeZone`. Missing if the text is not ISO 8601. */
  readonly instant?: Date;
}

/** Reads a `statusDeterminedAt`. `timeZone` is an IANA name or an offset such as `+09:00`. */
export function statusInstant(text: string, timeZone: string = DEFAULT_TIME_ZONE): StatusInstant {
  const ms = readInZone(text, timeZone);
  return ms === undefined ? { text } : { text, instant: new Date(ms) };
}

/** Whether `timeZone` is a zone that this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function readInZone(text: string, timeZone: string): number | undefined {
  // Korea has had one offset since 1988, so the usual case needs no calendar.
  if (timeZone === DEFAULT_TIME_ZONE) return parseStatusDeterminedAt(text, DEFAULT_STATUS_OFFSET);
  const asUtc = parseStatusDeterminedAt(text, 'Z');
  const asFarEast = parseStatusDeterminedAt(text, '+14:00');
  // A text with a time zone means one instant, whatever the default.
  if (asUtc === undefined || asUtc === asFarEast) return asUtc;
  // The offset depends on the instant, and the instant on the offset. A second look gives the right one, except inside
  // the hour that a change to summer time skips: there no answer is right.
  const firstGuess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(firstGuess, timeZone);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const name =
    offsetFormat(timeZone)
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
  const [sign, hours = '0', minutes = '0', seconds = '0'] = match?.slice(1) ?? [];
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ahead : ahead;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Created once for each zone, because creating one takes longer than a whole call. A process uses one or two zones. */
function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}
