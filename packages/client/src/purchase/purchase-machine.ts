import type { PurchaseResult } from '@ait-iap/protocol';
import type { IapError } from '../errors/iap-error.js';
import { notGranted } from '../errors/not-granted.js';
import { endedBy, type PurchaseOutcome } from './outcome.js';

/** What a purchase knows. */
export interface PurchaseState {
  /**
   * - sheet: the order sheet is open, nobody has paid as far as is known
   * - granting: paid, the grant callback runs
   * - answering: the host has been told yes or no, its last word is awaited
   * - retrying: the host says it was not granted, the callback runs once more
   * - confirming: granted, and the host did not take it as a yes: the order is closed by its id
   * - settled: the outcome has been given
   */
  readonly phase: 'sheet' | 'granting' | 'answering' | 'retrying' | 'confirming' | 'settled';
  readonly sku: string;
  readonly orderId?: string;
  /** Whether the host awaits an answer: not in the legacy path, where it closes the order first. */
  readonly answerable?: boolean;
  /** The last decision of the grant callback. */
  readonly granted?: boolean;
  /** Why it was not granted. */
  readonly cause?: unknown;
  /** The host has said success and closed the order, which it also does for a refused grant (observed, legacy path). */
  readonly closed?: boolean;
  /** What it showed then; missing if that was unusable. */
  readonly receipt?: PurchaseResult | undefined;
  /** The host has said error. */
  readonly hostError?: IapError;
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

/** What has to be done about it. */
export type PurchaseEffect =
  | { readonly type: 'grant'; readonly orderId: string; readonly subscriptionId?: string }
  | { readonly type: 'answer'; readonly orderId: string; readonly isProductGranted: boolean }
  | { readonly type: 'await-host' }
  | { readonly type: 'confirm'; readonly orderId: string }
  | { readonly type: 'settle'; readonly outcome: PurchaseOutcome };

type Step = readonly [state: PurchaseState, ...effects: PurchaseEffect[]];

/** The state of a purchase whose order sheet is being opened. */
export function openedPurchase(sku: string): PurchaseState {
  return { phase: 'sheet', sku };
}

/**
 * The whole life of a purchase as a pure function: what is known and what happened give what is known then and what
 * has to be done. It gives exactly one `settle`, at most one `answer`, and a `granted` outcome only after the
 * callback said yes.
 */
export function transition(state: PurchaseState, input: PurchaseInput): Step {
  switch (state.phase) {
    case 'sheet':
      return inSheet(state, input);
    case 'granting':
    case 'retrying':
      return input.type === 'decided' ? afterDecision(learn(state, input)) : [learn(state, input)];
    case 'answering':
      return whileAnswering(learn(state, input), input);
    case 'confirming':
      return whileConfirming(learn(state, input), input);
    case 'settled':
      return [state];
  }
}

function inSheet(state: PurchaseState, input: PurchaseInput): Step {
  switch (input.type) {
    case 'purchased':
      return [
        { ...state, phase: 'granting', orderId: input.orderId, answerable: true },
        { ...input, type: 'grant' },
      ];
    case 'success': {
      // The legacy path, or a host that never asked: the grant still has to be made.
      const { orderId } = input;
      return [
        { ...learn(state, input), phase: 'granting', orderId },
        { type: 'grant', orderId },
      ];
    }
    case 'error':
      return settle(state, endedBy(state.sku, input.error));
    default:
      return [state];
  }
}

function afterDecision(state: PurchaseState): Step {
  const { phase, orderId = '', answerable, granted = false, closed, hostError } = state;
  if (phase === 'retrying') return granted ? conclude(state) : leavePending(state);
  // A host that has said error and not closed the order does not listen any more.
  if (!answerable || (hostError && !closed)) return conclude(state);
  return [
    { ...state, phase: 'answering' },
    { type: 'answer', orderId, isProductGranted: granted },
  ];
}

function whileAnswering(state: PurchaseState, input: PurchaseInput): Step {
  const { granted, closed } = state;
  switch (input.type) {
    case 'success':
    case 'error':
      return conclude(state);
    case 'answered':
      // The last word may have come before the answer was through.
      return granted && closed ? succeed(state) : [state, { type: 'await-host' }];
    case 'answer-failed':
      return granted ? conclude(state) : [state, { type: 'await-host' }];
    case 'silence':
      // It took the answer; only its last word is lost.
      return granted ? succeed(state) : conclude(state);
    default:
      return [state];
  }
}

function whileConfirming(state: PurchaseState, input: PurchaseInput): Step {
  if (state.closed) return succeed(state);
  if (input.type !== 'confirmed') return [state];
  return input.confirmed ? succeed(state) : leavePending(state);
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
function conclude(state: PurchaseState): Step {
  const { orderId = '', granted, closed } = state;
  if (granted && closed) return succeed(state);
  return granted
    ? [
        { ...state, phase: 'confirming' },
        { type: 'confirm', orderId },
      ]
    : [
        { ...state, phase: 'retrying' },
        { type: 'grant', orderId },
      ];
}

function succeed(state: PurchaseState): Step {
  const { sku, orderId = '', receipt } = state;
  return settle(state, { status: 'granted', sku, orderId, recovered: false, receipt });
}

function leavePending(state: PurchaseState): Step {
  const { sku, orderId = '', granted, cause, hostError } = state;
  return settle(state, {
    status: 'pending',
    sku,
    orderId,
    error: notGranted(orderId, granted, cause ?? hostError),
  });
}

function settle(state: PurchaseState, outcome: PurchaseOutcome): Step {
  return [
    { ...state, phase: 'settled' },
    { type: 'settle', outcome },
  ];
}
