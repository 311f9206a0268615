import type { PurchaseResult } from '@ait-iap/protocol';
import type { IapError } from '../errors/iap-error.js';
import { notGranted } from '../errors/not-granted.js';
import { endedBy, type PurchaseOutcome } from './outcome.js';

/**
 * Where a purchase is. To enter a phase is to do its work.
 *
 * - sheet: the order sheet is open, nobody has paid as far as is known
 * - silent: the same, and the host has said nothing for so long that nobody waits for it any more
 * - granting: paid, the grant callback runs
 * - answering: the host is being told yes or no
 * - awaiting: it has been told, its last word is awaited
 * - retrying: the host says it was not granted, the callback runs once more
 * - confirming: granted, and the host did not take it as a yes: the order is closed by its id
 * - settled: the outcome has been given
 */
export type PurchasePhase =
  | 'sheet'
  | 'silent'
  | 'granting'
  | 'answering'
  | 'awaiting'
  | 'retrying'
  | 'confirming'
  | 'settled';

/** What a purchase knows. */
export interface PurchaseState {
  readonly phase: PurchasePhase;
  readonly sku: string;
  /** The order, once the host says that it is paid. */
  readonly orderId: string;
  readonly subscriptionId?: string | undefined;
  /** Whether the host awaits an answer: not in the legacy path, where it closes the order first. */
  readonly answerable?: boolean;
  /** The last decision of the grant callback. */
  readonly granted: boolean;
  /** Why it was not granted. */
  readonly cause?: unknown;
  /** The host has said success and closed the order, which it also does for a refused grant (observed, legacy path). */
  readonly closed?: boolean;
  /** What it showed then; missing if that was unusable. */
  readonly receipt?: PurchaseResult | undefined;
  /** The host has said error. */
  readonly hostError?: IapError;
  /** How it ended, once it is settled. */
  readonly outcome?: PurchaseOutcome;
}

/** What happens to a purchase. */
export type PurchaseInput =
  | { readonly type: 'purchased'; readonly orderId: string; readonly subscriptionId?: string }
  | { readonly type: 'success'; readonly orderId: string; readonly receipt: PurchaseResult | undefined }
  | { readonly type: 'error'; readonly error: IapError }
  /** A word of the sheet that came later than this package; it changes nothing. */
  | { readonly type: 'unknown-word' }
  | { readonly type: 'decided'; readonly granted: boolean; readonly cause?: unknown }
  | { readonly type: 'answered' }
  | { readonly type: 'answer-failed' }
  | { readonly type: 'silence' }
  | { readonly type: 'confirmed'; readonly confirmed: boolean };

/** The state of a purchase whose order sheet is being opened. */
export function openedPurchase(sku: string): PurchaseState {
  return { phase: 'sheet', sku, orderId: '', granted: false };
}

/**
 * The whole life of a purchase as a pure function: what is known and what happened give what is known then. It settles
 * and answers at most once, grants at most twice, and ends `granted` only after the callback said yes.
 */
export function transition(state: PurchaseState, input: PurchaseInput): PurchaseState {
  const known = learn(state, input);
  switch (state.phase) {
    case 'sheet':
    case 'silent':
      return inSheet(state, input);
    case 'granting':
      return input.type === 'decided' ? afterDecision(known) : known;
    case 'retrying':
      return input.type === 'decided' ? conclude(known) : known;
    case 'answering':
    case 'awaiting':
      return afterAnswer(known, input);
    case 'confirming':
      if (known.closed) return succeed(known);
      if (input.type !== 'confirmed') return known;
      return input.confirmed ? succeed(known) : leavePending(known);
    case 'settled':
      return state;
  }
}

function inSheet(state: PurchaseState, input: PurchaseInput): PurchaseState {
  switch (input.type) {
    case 'purchased': {
      const { orderId, subscriptionId } = input;
      return { ...state, phase: 'granting', orderId, subscriptionId, answerable: true };
    }
    case 'success':
      // The legacy path, or a host that never asked: the grant still has to be made.
      return { ...learn(state, input), phase: 'granting', orderId: input.orderId };
    case 'error':
      return settle(state, endedBy(state.sku, input.error));
    case 'silence':
      return { ...state, phase: 'silent' };
    default:
      return state;
  }
}

function afterDecision(state: PurchaseState): PurchaseState {
  const { answerable, closed, hostError } = state;
  // A host that has said error and not closed the order does not listen any more.
  return answerable && (closed || !hostError) ? { ...state, phase: 'answering' } : conclude(state);
}

function afterAnswer(state: PurchaseState, { type }: PurchaseInput): PurchaseState {
  const { granted, closed } = state;
  switch (type) {
    case 'success':
    case 'error':
      return conclude(state);
    case 'answered':
      // The last word may have come before the answer was through.
      return granted && closed ? conclude(state) : { ...state, phase: 'awaiting' };
    case 'answer-failed':
      return granted ? conclude(state) : { ...state, phase: 'awaiting' };
    case 'silence':
      // It took the answer; only its last word is lost.
      return granted ? succeed(state) : conclude(state);
    default:
      return state;
  }
}

/** Takes in what the host or the grant callback has said. */
function learn(state: PurchaseState, input: PurchaseInput): PurchaseState {
  switch (input.type) {
    case 'success':
      return { ...state, closed: true, receipt: input.receipt };
    case 'error':
      return { ...state, hostError: input.error };
    case 'decided':
      return { ...state, granted: input.granted, cause: input.cause ?? state.cause };
    default:
      return state;
  }
}

/** What follows once both sides have spoken: done, the order to be closed by its id, or the grant once more. */
function conclude(state: PurchaseState): PurchaseState {
  const { phase, granted, closed } = state;
  if (granted) return closed ? succeed(state) : { ...state, phase: 'confirming' };
  return phase === 'retrying' ? leavePending(state) : { ...state, phase: 'retrying' };
}

function succeed(state: PurchaseState): PurchaseState {
  const { sku, orderId, receipt } = state;
  return settle(state, { status: 'granted', sku, orderId, recovered: false, receipt });
}

function leavePending(state: PurchaseState): PurchaseState {
  const { sku, orderId, granted, cause, hostError } = state;
  const error = notGranted(orderId, granted, cause ?? hostError);
  return settle(state, { status: 'pending', sku, orderId, error });
}

function settle(state: PurchaseState, outcome: PurchaseOutcome): PurchaseState {
  return { ...state, phase: 'settled', outcome };
}
