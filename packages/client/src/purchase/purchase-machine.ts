import type { PurchaseResult } from '@ait-iap/protocol';
import type { IapError } from '../errors/iap-error.js';
import { notGranted } from '../errors/not-granted.js';
import type { PurchaseOutcome } from './outcome.js';

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
      return whileGranting(state, input);
    case 'answering':
      return whileAnswering(state, input);
    case 'retrying':
      return whileRetrying(state, input);
    case 'confirming':
      return whileConfirming(state, input);
    case 'settled':
      return [state];
  }
}

function inSheet(state: PurchaseState, input: PurchaseInput): Step {
  switch (input.type) {
    case 'purchased': {
      const { orderId } = input;
      return [
        { ...state, phase: 'granting', orderId, answerable: true },
        { ...input, type: 'grant' },
      ];
    }
    case 'success': {
      // The legacy path, or a host that never asked: the grant still has to be made.
      const { orderId } = input;
      return [
        { ...withHostWord(state, input), phase: 'granting', orderId },
        { type: 'grant', orderId },
      ];
    }
    case 'error': {
      const { error } = input;
      const status = error.category === 'user-canceled' ? 'canceled' : 'failed';
      return settle(state, { status, sku: state.sku, error });
    }
    default:
      return [state];
  }
}

function whileGranting(state: PurchaseState, input: PurchaseInput): Step {
  if (input.type !== 'decided') return [withHostWord(state, input)];
  const decided = { ...state, granted: input.granted, cause: input.cause };
  const orderId = orderIdOf(state);
  if (state.hostError && !state.closed) return input.granted ? confirm(decided) : retry(decided);
  if (state.answerable) {
    return [
      { ...decided, phase: 'answering' },
      { type: 'answer', orderId, isProductGranted: input.granted },
    ];
  }
  return input.granted ? succeed(decided) : retry(decided);
}

function whileAnswering(state: PurchaseState, input: PurchaseInput): Step {
  switch (input.type) {
    case 'answered':
      // The last word may have come before the answer was through.
      return state.granted && state.closed ? succeed(state) : [state, { type: 'await-host' }];
    case 'answer-failed':
      return state.granted ? confirm(state) : [state, { type: 'await-host' }];
    case 'success':
      return state.granted ? succeed(withHostWord(state, input)) : retry(withHostWord(state, input));
    case 'error':
      return state.granted ? confirm(withHostWord(state, input)) : retry(withHostWord(state, input));
    case 'silence':
      // It took the yes; only its last event is lost.
      return state.granted ? succeed(state) : retry(state);
    default:
      return [state];
  }
}

function whileRetrying(state: PurchaseState, input: PurchaseInput): Step {
  if (input.type !== 'decided') return [withHostWord(state, input)];
  const decided = { ...state, granted: input.granted, cause: input.cause ?? state.cause };
  if (!input.granted) return leavePending(decided);
  return state.closed ? succeed(decided) : confirm(decided);
}

function whileConfirming(state: PurchaseState, input: PurchaseInput): Step {
  if (input.type === 'success') return succeed(withHostWord(state, input));
  if (input.type !== 'confirmed') return [withHostWord(state, input)];
  return input.confirmed ? succeed(state) : leavePending(state);
}

function withHostWord(state: PurchaseState, input: PurchaseInput): PurchaseState {
  if (input.type === 'success') return { ...state, closed: true, receipt: input.receipt };
  if (input.type === 'error') return { ...state, hostError: state.hostError ?? input.error };
  return state;
}

function retry(state: PurchaseState): Step {
  return [
    { ...state, phase: 'retrying' },
    { type: 'grant', orderId: orderIdOf(state) },
  ];
}

function confirm(state: PurchaseState): Step {
  return [
    { ...state, phase: 'confirming' },
    { type: 'confirm', orderId: orderIdOf(state) },
  ];
}

function succeed(state: PurchaseState): Step {
  const { sku, receipt } = state;
  return settle(state, { status: 'granted', sku, orderId: orderIdOf(state), recovered: false, receipt });
}

function leavePending(state: PurchaseState): Step {
  const orderId = orderIdOf(state);
  const error = notGranted(orderId, state.granted, state.cause ?? state.hostError);
  return settle(state, { status: 'pending', sku: state.sku, orderId, error });
}

function settle(state: PurchaseState, outcome: PurchaseOutcome): Step {
  return [
    { ...state, phase: 'settled' },
    { type: 'settle', outcome },
  ];
}

function orderIdOf(state: PurchaseState): string {
  return state.orderId ?? '';
}
