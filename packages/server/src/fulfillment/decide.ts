import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { CheckLoad, CheckPlan } from './check-plan.js';
import { isKeptBack, noteContrary, planNextCheck } from './plan-next-check.js';
import { isPaid, paymentOf, provesOrder, provesOwner } from './status-meaning.js';

/** What the platform is asked. Each value keeps its name from here to the ledger. */
export interface Inquiry {
  /** The spelling of the order id that the platform is asked with. */
  readonly givenId: string;
  /** The user who is asked for; missing if the question names none. */
  readonly userKey?: string | undefined;
  /** Whether the platform is asked without naming that user: its answer then does not say whose order it is. */
  readonly forAnyUser?: boolean | undefined;
  /** The product the caller named: only compared, and kept only while the platform names none. */
  readonly expectedSku?: string | undefined;
}

/** An answer of the platform, and what was asked. */
export interface Heard extends Inquiry {
  /** The platform's word, raw. */
  readonly status: string;
  readonly sku?: string | undefined;
  /** When the platform came to this status, where it said so. */
  readonly statusDeterminedAt?: Date | undefined;
  /** What was known when the question began: the order's revision, 0 where there was no row. */
  readonly revision: number;
}

/** The rest of what a decision is made from. */
export interface Circumstances {
  readonly now: number;
  readonly plan: CheckPlan;
  readonly load?: CheckLoad | undefined;
  /** Whether another system hands the product over (`externalGrant`). */
  readonly external: boolean;
  /** `yes`: what has to be done is done in this transaction. `failed`: it was tried, and the callback failed. `no`: it may not be done here. */
  readonly acting: 'yes' | 'no' | 'failed';
}

/**
 * | todo | meaning |
 * | --- | --- |
 * | grant | paid, and not with its user: hand it over |
 * | revoke | refunded, and with its user: take it back |
 * | ask again | the answer contradicts one that came while it was on its way: a fresh one has to tell |
 * | nothing | |
 */
export type Todo = 'grant' | 'revoke' | 'ask_again' | 'nothing';

/** What an answer leads to. */
export interface Decision {
  readonly todo: Todo;
  /** The order as it is to be written, the `todo` included; the order as it was when there is nothing to write. */
  readonly order: LedgerOrder;
}

/**
 * Decides what has to be done with an order, what is kept of the answer, and when to ask again: from all that is known, never
 * from the last word alone. The only place where any of it is decided. Only a paid status grants, only REFUNDED takes back.
 *
 * @param known - the order under its lock; with revision 0 if it has just been added
 */
export function decide(known: LedgerOrder, heard: Heard, circumstances: Circumstances): Decision {
  const { now, plan, load, acting } = circumstances;
  if (!speaksOf(known, heard)) return { todo: 'nothing', order: known };
  const payment = paymentOf(heard.status);
  if (heard.revision !== known.revision && known.payment !== undefined) {
    // Others have written since the question was asked, so it may be older than what they knew.
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
    firstSeenAt: earlier(known.firstSeenAt, now),
    checkedAt: new Date(now),
    checks: known.checks + 1,
    revision: known.revision + 1,
  };
  const counted = { ...done, failures: failuresAfter(known, done, acting) };
  return { todo, order: { ...counted, ...planNextCheck(plan, counted, now, load) } };
}

/** What is kept when the platform gave no answer: that somebody asked, and when to ask again. */
export function decideUnanswered(
  known: LedgerOrder,
  asked: Pick<Inquiry, 'userKey' | 'expectedSku'>,
  { now, plan, load }: Pick<Circumstances, 'now' | 'plan' | 'load'>,
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
  return { ...noted, ...planNextCheck(plan, noted, now, load) };
}

/** An answer about one user says nothing about the order of another one. */
function speaksOf(known: LedgerOrder, heard: Heard): boolean {
  if (known.userKey === undefined || heard.userKey === undefined || known.userKey === heard.userKey)
    return true;
  return !known.claimed && proves(heard);
}

/** Where the platform was not asked for the user, an order belongs to the first one who redeems it, once it is paid. */
function proves({ status, forAnyUser }: Heard): boolean {
  return forAnyUser === true ? isPaid(status) : provesOwner(status);
}

/** Only an answer that proves whose order it is changes to whom it is thought to belong. */
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
 * What is known of the money after an answer. The contrary of what is known is believed at once where the platform dates it later,
 * and a refund also where it does not say. Else it may be an old copy of the order, and has to be heard three times, with pauses.
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
    // An old copy that says the same does not make what is known older.
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
  // The product is the one that the platform names now, never one that a caller named.
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

/** Failures end when what they failed at is done, or is not to be done any more. */
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

/** A time of the future was written by a clock that was wrong. */
function earlier(instant: Date, now: number): Date {
  return instant.getTime() <= now ? instant : new Date(now);
}
