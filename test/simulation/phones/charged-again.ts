import type { Phone } from './phone.js';
import type { Sale } from './sale.js';

/** How long a product stays locked over an order that no list shows (docs/recovery.md). */
const LOCKED_MS = 3 * 24 * 3_600_000;

/** The Toss app writes whole seconds, and a note and a payment of one moment cannot be told apart. */
const PRECISION_MS = 2_000;

/** How long the storage of a device may take until a note is there, with a host that refuses the first tries. */
const WRITING_MS = 5_000;

/** How long the lists may lag behind a payment. */
const LIST_LAG_MS = 10_000;

/** A sheet that is about to open. */
export interface NextSheet {
  readonly phone: Phone;
  readonly sku: string;
  readonly deviceTime: number;
  readonly now: number;
}

/** Earlier sales of the same product on the same device that may still cost money, and have given the user nothing yet. */
export function chargedAgain(sales: readonly Sale[], next: NextSheet): Sale[] {
  const { phone, sku } = next;
  const own = sales.filter((sale) => sale.deviceId === phone.deviceId && sale.sku === sku);
  return own.filter(
    (sale) =>
      isUnresolved(sale) &&
      !isGivenUp(sale, next) &&
      !isUntold(sale, next) &&
      !isAfterItsError(sale, next) &&
      !hasDouble(sale, sales, phone.offMs),
  );
}

function isUnresolved({ sheetOpen, awaitsApproval, paidAt, refundedAt }: Sale): boolean {
  return refundedAt === undefined && (sheetOpen || awaitsApproval || paidAt !== undefined);
}

/** A sale that no list shows keeps its product locked for three days of the device's clock, and no longer. */
function isGivenUp({ openedAt, openedAtOnDevice, listedAt }: Sale, { deviceTime, now }: NextSheet): boolean {
  if (listedAt <= now) return false;
  return Math.max(deviceTime - openedAtOnDevice, now - openedAt) >= LOCKED_MS;
}

/**
 * A page that died before it heard how the sheet ended, or before it had the time to write that down, knows of a sheet and of no
 * payment. What no list shows either, nobody can know.
 */
function isUntold({ toldAt, pageDiedAt, listedAt }: Sale, { now }: NextSheet): boolean {
  if (pageDiedAt === undefined || listedAt <= now) return false;
  // A list that will catch up soon has to be waited for.
  if (listedAt - pageDiedAt <= LIST_LAG_MS) return false;
  return toldAt === undefined || pageDiedAt - toldAt < WRITING_MS;
}

/** Money that is taken after an error, before the sheet says so or a list shows it, nobody can know of. */
function isAfterItsError({ erredAt, toldAt, listedAt }: Sale, { now }: NextSheet): boolean {
  return erredAt !== undefined && toldAt === erredAt && listedAt > now;
}

/**
 * A charge that no list showed is taken for seen when the same user has bought the same product on another device since, or on
 * a sheet that had said an error: the lists name neither a device nor a receipt, so no page can tell the two orders apart. With
 * a clock that is behind, "since" is as early as that clock says.
 */
function hasDouble(sale: Sale, sales: readonly Sale[], offMs: number): boolean {
  const since = sale.openedAt + Math.min(0, offMs) - PRECISION_MS;
  return sales.some(
    (other) =>
      other.userKey === sale.userKey &&
      other.sku === sale.sku &&
      other.orderId !== sale.orderId &&
      (other.deviceId !== sale.deviceId || other.erredAt !== undefined) &&
      (other.paidAt ?? Number.NEGATIVE_INFINITY) >= since,
  );
}
