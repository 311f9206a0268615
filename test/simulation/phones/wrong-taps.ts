import type { Verdict } from '../../../packages/server/test/stories/judge/judge.js';
import { NO_ORDER } from '../../../packages/server/test/stories/judge/testimony.js';
import type { Sale } from './sale.js';
import type { Tap } from './tap.js';
import type { TossServer } from './toss-server.js';

/** What is wrong with taps, and with what Toss was told. One tap has at most one charge, and its outcome is true. */
export function wrongTaps(
  server: TossServer,
  taps: readonly Tap[],
  leftPending: ReadonlySet<string>,
): Verdict[] {
  const verdicts: Verdict[] = [];
  const say = (orderId: string | undefined, what: string) =>
    verdicts.push({ orderId: orderId ?? NO_ORDER, wrong: [what] });
  for (const { number, sales, outcome } of taps) {
    const charged = sales.filter(({ paidAt }) => paidAt !== undefined);
    if (charged.length > 1)
      say(charged[1]?.orderId, `PAYS TWICE: tap ${number} cost ${charged.length} charges`);
    if (outcome === undefined || outcome.status === 'granted') continue;
    const { charged: told, code } = outcome.error;
    const untold = charged.find((sale) => !wasPaidAfterItsError(sale));
    if (told === 'no' && untold !== undefined)
      say(
        untold.orderId,
        `UNTRUE: tap ${number} was told ${code}, not charged, and the store took the money`,
      );
  }
  for (const sale of server.sales) {
    if (isOwed(server, sale) && sale.confirmedAt === undefined && !leftPending.has(sale.orderId))
      say(sale.orderId, 'OPEN: it is granted and paid, but never confirmed to the Toss app');
  }
  return verdicts;
}

/** When the sheet said its error, nothing had been taken. */
function wasPaidAfterItsError({ erredAt, paidAt = 0 }: Sale): boolean {
  return erredAt !== undefined && paidAt > erredAt;
}

/** Toss has recorded it, and the user keeps it. */
function isOwed(server: TossServer, sale: Sale): boolean {
  return server.isRecorded(sale) && sale.refundedAt === undefined;
}
