import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { CheckLoad, CheckPlan } from './check-plan.js';
import { isKeptBack, noteContrary, planAfterSilence, planNextCheck } from './plan-next-check.js';
import { isPaid, paymentOf, provesOrder, provesOwner } from './status-meaning.js';

/** A question to the platform. Each value keeps its name from here to the ledger. */
export interface Inquiry {
  /** The spelling of the order id that is sent to the platform. */
  readonly givenId: string;
  /** The user of the question. Missing if it names none. */
  readonly userKey?: string | undefined;
  /** Whether the request leaves the user out. Then the answer does not say whose order it is. */
  readonly forAnyUser?: boolean | undefined;
  /** The product that the caller named. It is only compared, and stored only while the platform names none. */
  readonly expectedSku?: string | undefined;
}

/** An answer of the platform, with its question. */
export interface Heard extends Inquiry {
  /** The platform's word, raw. */
  readonly status: string;
  readonly sku?: string | undefined;
  /** When the platform came to this status, where it said so. */
  readonly statusDeterminedAt?: Date | undefined;
  /** The order's revision when the question started; 0 if there was no row. */
  readonly revision: number;
}

/** The other inputs of a decision. */
export interface Circumstances {
  readonly now: number;
  readonly plan: CheckPlan;
  readonly load?: CheckLoad | undefined;
  /** Whether another system hands the product over (`externalGrant`). */
  readonly external: boolean;
  /**
   * `yes`: the action is done in this transaction. `failed`: it was tried, and the callback failed. `no`: it may not be
   * done here.
   */
  readonly acting: 'yes' | 'no' | 'failed';
  /** Whether the certificate is in doubt, so that MINIAPP_MISMATCH says nothing about an order. @defaultValue false */
  readonly inDoubt?: boolean | undefined;
}

/**
 * | todo | meaning |
 * | --- | --- |
 * | grant | paid, and the user does not have the product: grant it |
 * | revoke | refunded, and the user still has the product: take it back |
 * | ask again | the answer contradicts another one that came in the meantime: a new answer has to decide |
 * | nothing | |
 */
export type Todo = 'grant' | 'revoke' | 'ask_again' | 'nothing';

/** What an answer leads to. */
export interface Decision {
  readonly todo: Todo;
  /** The order as it will be written, including the effect of `todo`. Unchanged if there is nothing to write. */
  readonly order: LedgerOrder;
}

/**
 * Decides what to do with an order, what to store of the answer, and when to ask again. It uses everything that is
 * known, never the last answer alone. This is the only place that decides these things. Only a paid status grants, and
 * only REFUNDED takes back.
 *
 * @param known - the locked order; with revision 0 if it was just added
 */
export function decide(known: LedgerOrder, heard: Heard, circumstances: Circumstances): Decision {
  const { now, plan, load, acting } = circumstances;
  if (!speaksOf(known, heard)) return { todo: 'nothing', order: known };
  const payment = paymentOf(heard.status);
  if (heard.revision !== known.revision && known.payment !== undefined) {
    // The order was written after the question started, so this answer may be older than what the ledger knows.
    if (payment === undefined) return { todo: 'nothing', order: known };
    const age =
      payment === known.payment
        ? 'same'
        : compareInstants(heard.statusDeterminedAt, known.paymentDeterminedAt);
    if (age === 'older') return { todo: 'nothing', order: known };
    if (age === 'unknown') return { todo: 'ask_again', order: { ...known, nextCheckAt: new Date(now) } };
  }
  const told: LedgerOrder = { ...known, ...identityOf(known, heard), ...paymentAfter(known, heard, now) };
  const wanted = todoOf(told, heard, circumstances);
  const todo = acting === 'yes' ? wanted : 'nothing';
  const done: LedgerOrder = {
    ...told,
    ...deliveryAfter(told, todo, circumstances),
    status: heard.status,
    statusDeterminedAt: heard.statusDeterminedAt,
    firstSeenAt: notLongBeforePayment(earlier(known.firstSeenAt, now), told, now),
    checkedAt: new Date(now),
    checks: known.checks + 1,
    revision: known.revision + 1,
  };
  const counted = { ...done, failures: failuresAfter(known, done, acting) };
  // With a certificate in doubt the word means the mini-app and not the order.
  const silent = circumstances.inDoubt === true && heard.status === 'MINIAPP_MISMATCH';
  const next = (silent ? planAfterSilence : planNextCheck)(plan, counted, now, load);
  return { todo, order: { ...counted, ...next } };
}

/**
 * What is stored if there is no status: that the order was asked about, and when to ask again. A question without an answer
 * does not put off a check that comes sooner: a user whose calls always end early must not keep reconciliation from asking.
 *
 * @param answered - whether the platform did answer, and only named no status
 */
export function decideUnanswered(
  known: LedgerOrder,
  asked: Pick<Inquiry, 'userKey' | 'expectedSku'>,
  {
    now,
    plan,
    load,
    answered,
  }: Pick<Circumstances, 'now' | 'plan' | 'load'> & { readonly answered: boolean },
): LedgerOrder {
  if (known.claimed && known.userKey !== asked.userKey) return known;
  const noted: LedgerOrder = {
    ...known,
    userKey: known.userKey ?? asked.userKey,
    sku: known.sku ?? asked.expectedSku,
    firstSeenAt: earlier(known.firstSeenAt, now),
    checkedAt: new Date(now),
    checks: known.checks + 1,
    revision: known.revision + 1,
  };
  if (answered) return { ...noted, ...planNextCheck(plan, noted, now, load) };
  const next = planAfterSilence(plan, noted, now, load);
  return { ...noted, ...next, nextCheckAt: sooner(known.nextCheckAt, next.nextCheckAt) };
}

function sooner(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

/** An answer about one user says nothing about another user's order. */
function speaksOf(known: LedgerOrder, heard: Heard): boolean {
  if (known.userKey === undefined || heard.userKey === undefined || known.userKey === heard.userKey)
    return true;
  return !known.claimed && proves(heard);
}

/** If the question left the user out, a paid order belongs to the first user who redeems it. */
function proves({ status, forAnyUser }: Heard): boolean {
  return forAnyUser === true ? isPaid(status) : provesOwner(status);
}

/** Only an answer that proves whose order it is can change the owner. */
function identityOf(known: LedgerOrder, heard: Heard): Partial<LedgerOrder> {
  const claims = heard.userKey !== undefined && proves(heard);
  const confirmed = known.confirmed || provesOrder(heard.status);
  if (known.delivery !== 'none' && known.delivery !== 'revoked') return { confirmed };
  if (!claims) {
    return {
      confirmed,
      userKey: known.userKey ?? heard.userKey,
      sku: known.sku ?? heard.sku ?? heard.expectedSku,
    };
  }
  return {
    confirmed,
    claimed: true,
    userKey: heard.userKey,
    givenId: heard.givenId,
    sku: heard.sku ?? known.sku ?? heard.expectedSku,
  };
}

/**
 * What is known about the payment after an answer. An answer that contradicts it is believed at once if the platform
 * dates it later; a refund also if it has no date. Otherwise the answer may be an old copy of the order, so it has to
 * come three times, with pauses.
 */
function paymentAfter(known: LedgerOrder, heard: Heard, now: number): Partial<LedgerOrder> {
  const payment = paymentOf(heard.status);
  if (payment === undefined) return {};
  const believed = {
    payment,
    paymentDeterminedAt: heard.statusDeterminedAt,
    paidAgainAt: undefined,
    paidAgainHeard: 0,
  };
  if (known.payment === undefined) return believed;
  const { paymentDeterminedAt } = known;
  const age = compareInstants(heard.statusDeterminedAt, paymentDeterminedAt);
  if (known.payment === payment) {
    // An old copy that says the same must not make the known date older.
    return age === 'newer' || paymentDeterminedAt === undefined
      ? believed
      : { ...believed, paymentDeterminedAt };
  }
  if (age === 'newer' || (payment === 'refunded' && age === 'unknown')) return believed;
  const noted = noteContrary(known, now);
  return noted === 'believed' ? believed : noted;
}

function todoOf(order: LedgerOrder, heard: Heard, { external }: Pick<Circumstances, 'external'>): Todo {
  const { delivery } = order;
  const payment = paymentOf(heard.status);
  if (payment === 'refunded') {
    if (order.payment !== 'refunded') return 'nothing';
    return delivery === 'granted' || (external && delivery === 'delivering') ? 'revoke' : 'nothing';
  }
  if (payment === undefined || order.payment !== 'paid') return 'nothing';
  if ((delivery !== 'none' && delivery !== 'revoked') || isKeptBack(order)) return 'nothing';
  // The product is the one that the platform names now, never the one that a caller named.
  return order.claimed && heard.sku !== undefined ? 'grant' : 'nothing';
}

function deliveryAfter(
  order: LedgerOrder,
  todo: Todo,
  { now, external }: Pick<Circumstances, 'now' | 'external'>,
): Partial<LedgerOrder> {
  if (todo === 'grant') {
    return { delivery: external ? 'delivering' : 'granted', grantedAt: new Date(now), revokedAt: undefined };
  }
  if (todo === 'revoke') return { delivery: external ? 'revoking' : 'revoked', revokedAt: new Date(now) };
  return { delivery: order.delivery };
}

/** The count of failures ends when the action is done or no longer necessary. */
function failuresAfter(known: LedgerOrder, now: LedgerOrder, acting: Circumstances['acting']): number {
  if (acting === 'failed') return known.failures + 1;
  const { payment, delivery } = now;
  const handedOver = delivery === 'granted' || delivery === 'delivering';
  const open = handedOver ? payment === 'refunded' : payment === 'paid';
  return open ? known.failures : 0;
}

function compareInstants(a: Date | undefined, b: Date | undefined): 'newer' | 'older' | 'unknown' {
  if (a === undefined || b === undefined || a.getTime() === b.getTime()) return 'unknown';
  return a > b ? 'newer' : 'older';
}

// Longer than an order waits for its payment, such as for an approval.
const LONGEST_UNPAID_MS = 30 * 86_400_000;

/**
 * A time long before the payment comes from a clock that was behind, such as one that began in 1970 when the machine started. By that
 * age the checks would be over, and no refund would be seen.
 */
function notLongBeforePayment(seen: Date, { payment, paymentDeterminedAt }: LedgerOrder, now: number): Date {
  const paidAt = payment === 'paid' ? paymentDeterminedAt?.getTime() : undefined;
  if (paidAt === undefined || paidAt > now) return seen;
  return new Date(Math.max(seen.getTime(), paidAt - LONGEST_UNPAID_MS));
}

/** A time in the future was written by a wrong clock. */
function earlier(instant: Date, now: number): Date {
  return instant.getTime() <= now ? instant : new Date(now);
}
