import type { Order } from '../api/order.js';
import type { Moment, PurchaseStage } from './moment.js';

/** Why a purchase went wrong, and at which stage. */
export interface Trouble {
  readonly kind:
    | 'answered-before-asked'
    | 'never-asked'
    | 'answered-false'
    | 'no-answer'
    | 'answer-lost'
    | 'killed'
    | 'status'
    | 'unrecorded'
    | 'failed';
  readonly stage: PurchaseStage;
  /** Real milliseconds, if the time difference matters. */
  readonly ms?: number;
  /** The platform's code. */
  readonly word?: string;
}

/** Purchases of the command line and the console, which have no backend. */
const NO_PAGE = 'command-line';

/** Finds the first thing that went wrong. */
export function troubleOf(order: Order, moments: readonly Moment[]): Trouble | undefined {
  if (order.recorded === false) return { kind: 'unrecorded', stage: 'purchased', word: order.reason };
  const answer = moments.find(({ stage }) => stage === 'answered');
  if (answer?.detail.answer === true) return tooEarly(moments, answer);
  return lostOnTheWay(order, moments, answer);
}

/** If the mini-app answered true: had the backend asked whether the order is paid? */
function tooEarly(moments: readonly Moment[], answer: Moment): Trouble | undefined {
  // Only live messages tell what came first.
  if (typeof answer.detail.real !== 'number') return undefined;
  if (moments.some(({ detail }) => detail.deviceId === NO_PAGE)) return undefined;
  const asked = moments.find(({ kind }) => kind === 'status.asked');
  if (asked === undefined) {
    return moments.some(({ kind }) => kind === 'ledger.granted')
      ? undefined
      : { kind: 'never-asked', stage: 'asked' };
  }
  const ms = Number(asked.detail.real) - answer.detail.real;
  return ms > 0 ? { kind: 'answered-before-asked', stage: 'answered', ms } : undefined;
}

function lostOnTheWay(
  order: Order,
  moments: readonly Moment[],
  answer: Moment | undefined,
): Trouble | undefined {
  if (order.state === 'FAILED') {
    return order.reason === 'USER_CANCELED'
      ? undefined
      : { kind: 'failed', stage: 'paid', word: order.reason };
  }
  if (order.paidAt === undefined || order.grantedAt !== undefined) return undefined;
  const fault = (name: string) =>
    moments.some(({ kind, detail }) => kind === 'fault.struck' && detail.name === name);
  if (fault('killed-after-payment')) return { kind: 'killed', stage: 'purchased' };
  if (fault('grant-answer-lost')) return { kind: 'answer-lost', stage: 'answered' };
  const status = moments.find(({ kind, bad }) => kind === 'status.answered' && bad === true);
  if (status !== undefined) return { kind: 'status', stage: 'asked', word: statusWord(status) };
  if (answer !== undefined) return { kind: 'answered-false', stage: 'answered' };
  return order.grantWindow === 'missed' ? { kind: 'no-answer', stage: 'answered' } : undefined;
}

function statusWord({ detail: { broken, errorCode, status, http } }: Moment): string {
  return String(broken ?? errorCode ?? status ?? http ?? '');
}
