import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { Span } from '../ledger/order-pages.js';

const LIMIT = { byDefault: 50, most: 1_000 };

/** Reads `--limit`: the number of rows of a page. */
export function readLimit(text: string | undefined): number {
  if (text === undefined) return LIMIT.byDefault;
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= LIMIT.most) return limit;
  throw new FulfillmentInputError('--limit', `it is not a whole number from 1 to ${LIMIT.most}.`);
}

/** Reads a required option. */
export function readRequired(given: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = given[name];
  if (value !== undefined && value.trim() !== '') return value;
  throw new FulfillmentInputError(`--${name}`, 'it is missing. See npx ait-iap-server --help.');
}

/** Reads `--month 2026-11` as a month in Korean time. */
export function readMonth(text: string): Span {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (match === null) throw new FulfillmentInputError('--month', 'it is not a month such as 2026-11.');
  const [year, month] = [Number(match[1]), Number(match[2])];
  return { from: koreanMidnight(year, month), before: koreanMidnight(year, month + 1) };
}

const KOREA_AHEAD_MS = 9 * 3_600_000;

function koreanMidnight(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) - KOREA_AHEAD_MS;
}
