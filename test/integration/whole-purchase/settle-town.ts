import { NEWEST_APP, type Town } from './town.js';

const DAY = 24 * 3_600_000;
const RECOVERY_LIMIT_MS = 120_000;

/** Longer than all time limits of a purchase together: what has not ended by then never will. */
const ENDING_LIMIT_MS = 300_000;

/** The reconciler asks about every order at least once a day. The first day is for orders that were put off. */
const CHECKED_DAYS = 2;

/** Everything works again: faults end, everybody opens the newest app, and the backend works off what it owes. */
export async function settleTown(town: Town): Promise<void> {
  town.sandbox.faults.clear();
  town.network.mend();
  await town.restartBackend();
  for (const phone of town.phones) {
    phone.decision = 'cancel';
    phone.decide('cancel');
  }
  const open = () => town.taps.filter(({ endings, gone }) => endings.length === 0 && !gone);
  await town.until(() => open().length === 0, ENDING_LIMIT_MS);
  for (const { number } of open()) town.complaints.push(`tap ${number} never ended`);
  // A user that has paid and finds nothing in the Toss app asks the app market.
  for (const { orderId, recorded, refundedAt } of town.sandbox.charges())
    if (!recorded && refundedAt === undefined) town.sandbox.refund(orderId);
  for (const phone of town.phones) {
    phone.start(NEWEST_APP);
    await town.during(phone.recover(), RECOVERY_LIMIT_MS);
  }
  for (let day = 0; day < CHECKED_DAYS; day++) {
    await town.sandbox.clock.advance(DAY);
    await town.during(town.backend.reconcile(), RECOVERY_LIMIT_MS);
  }
}
