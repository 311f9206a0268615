import type { OrderId } from '@ait-iap/protocol';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { readAllOrders } from '../ledger/order-pages.js';
import { type Command, FOUND } from './command.js';
import { type ConsoleDownload, type ConsolePayment, readConsoleDownload } from './console-download.js';
import { withDatabase } from './open-database.js';

/**
 * How the console and the ledger contradict each other about an order.
 *
 * | kind | meaning |
 * | --- | --- |
 * | missing | paid in the console, and not granted: unknown to the ledger, or waiting |
 * | doubled | the console lists it more than once |
 * | unrefunded | refunded in the console, and the user still has the product |
 * | taken back | paid in the console, and taken back here |
 * | unpaid | granted here, and missing in the download of that time |
 */
export type DifferenceKind = 'missing' | 'doubled' | 'unrefunded' | 'taken_back' | 'unpaid';

/** One order about which they contradict each other. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly orderId: OrderId;
  /** The order in the console. */
  readonly console?: string | undefined;
  /** The order in the ledger. Missing if it is not there. */
  readonly delivery?: string | undefined;
}

const REMEDIES: Readonly<Record<DifferenceKind, string>> = {
  missing:
    'paid, and not handed over. Hand it over, then: ait-iap-server mark-granted (결제됐지만 지급되지 않았어요)',
  doubled: 'more than once in the download. Ask the console about it (내역에 두 번 있어요)',
  unrefunded:
    'refunded, and still with its user. Look at it with: ait-iap-server order (환불됐지만 회수되지 않았어요)',
  taken_back: 'paid, and taken back here. Look at it with: ait-iap-server order (결제됐지만 회수했어요)',
  unpaid: 'handed over, and not in the download. Was the download filtered? (지급했지만 내역에 없어요)',
};

/** Compares the console's download of 결제 내역 with the ledger. Changes nothing. */
export const compareCommand: Command = {
  takes: ['file of the console'],
  run: ({ database, json, words: [path = ''], out }) =>
    withDatabase(database, async (store) => {
      const download = await readConsoleDownload(path);
      const differences = await compare(store, download);
      const { length: payments } = download.payments;
      if (json) out(JSON.stringify({ payments, unread: download.unread, differences }));
      else for (const line of linesOf(download, differences)) out(line);
      return differences.length === 0 && download.unread === 0 ? 0 : FOUND;
    }),
};

/** Finds every order about which the console and the ledger contradict each other. */
export async function compare(
  store: Pick<LedgerStore<unknown>, 'read'>,
  { payments }: ConsoleDownload,
): Promise<Difference[]> {
  const differences: Difference[] = [];
  const seen = new Set<OrderId>();
  for (const payment of payments) {
    const { orderId, stateText } = payment;
    if (seen.has(orderId)) {
      differences.push({ kind: 'doubled', orderId, console: stateText });
      continue;
    }
    seen.add(orderId);
    const order = await store.read((ledger) => findOrder(ledger, orderId));
    const kind = differenceOf(payment, order);
    if (kind !== undefined)
      differences.push({ kind, orderId, console: stateText, delivery: order?.delivery });
  }
  return [...differences, ...(await unpaid(store, payments, seen))];
}

function differenceOf({ state }: ConsolePayment, order: LedgerOrder | undefined): DifferenceKind | undefined {
  const delivery = order?.delivery ?? 'none';
  const withUser = delivery === 'granted' || delivery === 'delivering';
  if (state === 'refunded') return withUser ? 'unrefunded' : undefined;
  if (state === 'unknown' || withUser) return undefined;
  return delivery === 'none' ? 'missing' : 'taken_back';
}

/** Orders that were granted between the first and the last payment of the download and are not in it. */
async function unpaid(
  store: Pick<LedgerStore<unknown>, 'read'>,
  payments: readonly ConsolePayment[],
  seen: ReadonlySet<OrderId>,
): Promise<Difference[]> {
  const times = payments.flatMap(({ paidAt }) => paidAt ?? []).sort((a, b) => a - b);
  const [from] = times;
  const before = times.at(-1);
  if (from === undefined || before === undefined) return [];
  const found: Difference[] = [];
  const filter = { granted: true, within: { from, before } };
  for await (const { orderId, delivery, firstSeenAt } of readAllOrders((work) => store.read(work), filter)) {
    const at = firstSeenAt.getTime();
    if (at >= from && at < before && !seen.has(orderId)) found.push({ kind: 'unpaid', orderId, delivery });
  }
  return found;
}

function linesOf({ payments, unread }: ConsoleDownload, differences: readonly Difference[]): string[] {
  const lines = differences.map(({ kind, orderId, console: state, delivery }) => {
    const sides = `console: ${state ?? 'not there'}, ledger: ${delivery ?? 'unknown'}`;
    return `${kind}  ${orderId}  (${sides})  ${REMEDIES[kind]}`;
  });
  if (unread > 0) lines.push(`${unread} rows hold no order id that can be read. (읽을 수 없는 줄이 있어요.)`);
  const sum = `${payments.length} payments, ${differences.length} differences.`;
  return [...lines, differences.length === 0 ? `${sum} (콘솔과 원장이 같아요.)` : sum];
}
