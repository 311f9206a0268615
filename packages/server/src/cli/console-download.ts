import { isOrderId, type OrderId, toOrderId } from '@ait-iap/protocol';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { readTable } from './read-table.js';

/** A payment as the console lists it. */
export interface ConsolePayment {
  readonly orderId: OrderId;
  /** Paid, or with an open refund request: the user keeps the product. */
  readonly state: 'paid' | 'refunded' | 'unknown';
  /** The state as the console writes it. */
  readonly stateText: string;
  /** In whole won. Missing if it is not a number. */
  readonly amount: number | undefined;
  /** When it was paid, in milliseconds since 1970. Missing if it cannot be read. */
  readonly paidAt: number | undefined;
}

/** The content of a download. */
export interface ConsoleDownload {
  readonly payments: readonly ConsolePayment[];
  /** How many rows have no valid order id. */
  readonly unread: number;
}

// Column names of the console in Korean and English, and of our own export.
const HEADS = {
  id: ['거래id', '주문id', '주문번호', 'transactionid', 'orderid'],
  state: ['상태', '결제상태', 'state', 'status'],
  amount: ['판매가', '결제금액', '금액', 'saleprice', 'price', 'amount'],
  paidAt: ['결제일시', '결제일', 'paidat'],
} as const;

// A title or a filter may come before the header row.
const HEADS_WITHIN = 10;

/**
 * Reads the download of 결제 내역 (payments) of the console.
 *
 * @throws FulfillmentInputError if it cannot be read or has no columns for the id and the state
 */
export async function readConsoleDownload(path: string): Promise<ConsoleDownload> {
  return readPayments(await readTable(path));
}

/** Reads the rows of a download. */
export function readPayments(rows: readonly (readonly string[])[]): ConsoleDownload {
  const place = rows.slice(0, HEADS_WITHIN).findIndex((row) => columnOf(row, 'id') >= 0);
  const heads = rows[place];
  if (heads === undefined || columnOf(heads, 'state') < 0) {
    throw new FulfillmentInputError(
      'the download',
      'it has no columns 거래 ID and 상태. Download 결제 내역 from the console, as .xlsx or .csv.',
    );
  }
  const cellOf = (row: readonly string[], name: keyof typeof HEADS) => row[columnOf(heads, name)] ?? '';
  const payments: ConsolePayment[] = [];
  let unread = 0;
  for (const row of rows.slice(place + 1)) {
    const id = cellOf(row, 'id');
    if (!isOrderId(id)) {
      unread += 1;
      continue;
    }
    const stateText = cellOf(row, 'state');
    payments.push({
      orderId: toOrderId(id),
      state: stateOf(stateText),
      stateText,
      amount: readAmount(cellOf(row, 'amount')),
      paidAt: readKoreanTime(cellOf(row, 'paidAt')),
    });
  }
  return { payments, unread };
}

function columnOf(row: readonly string[], name: keyof typeof HEADS): number {
  const heads: readonly string[] = HEADS[name];
  return row.findIndex((cell) => heads.includes(cell.toLowerCase().replaceAll(/[\s_]/g, '')));
}

function stateOf(text: string): ConsolePayment['state'] {
  const word = text.toLowerCase().replaceAll(/\s/g, '');
  if (/^(환불완료|refunded|refundcompleted)$/.test(word)) return 'refunded';
  // A refund was requested or rejected: the payment still counts.
  if (/^(결제완료|환불요청|환불반려|paid|purchased|refundrequested|refundrejected)$/.test(word))
    return 'paid';
  return 'unknown';
}

function readAmount(text: string): number | undefined {
  const digits = text.replaceAll(/[,\s원₩]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** Reads `2026.11.26 13:00:05`, `2026-11-26 13:00` or ISO 8601. A time without a zone is Korean time. */
export function readKoreanTime(text: string): number | undefined {
  const match =
    /^(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = '+09:00'] = match;
  const two = (part: string | undefined) => String(part).padStart(2, '0');
  const at = Date.parse(
    `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`,
  );
  return Number.isNaN(at) ? undefined : at;
}
