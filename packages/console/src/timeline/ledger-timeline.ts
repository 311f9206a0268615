import type { Moment } from './moment.js';

/** The result of `fulfillment.timeline(orderId)` of `@ait-iap/server`, as JSON. */
interface LedgerEntry {
  readonly at: string | number;
  readonly kind: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Entries of a backend that mean trouble for the purchase. */
const BAD = new Set(['denied', 'callback_failed', 'delivery_failed']);

/** Reads a pasted timeline. @returns `undefined` if it is not a timeline */
export function readLedgerTimeline(text: string): readonly Moment[] | undefined {
  try {
    const entries: unknown = JSON.parse(text);
    if (!Array.isArray(entries) || !entries.every(isEntry)) return undefined;
    return entries.map(({ at, kind, detail = {} }, index) => ({
      id: `l${index}`,
      at: new Date(at).getTime(),
      actor: 'ledger',
      kind: `ledger.${kind}`,
      detail,
      ...(BAD.has(kind) && { bad: true }),
    }));
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  const { at, kind } = (value ?? {}) as { at?: unknown; kind?: unknown };
  return typeof kind === 'string' && !Number.isNaN(new Date(at as string | number).getTime());
}
