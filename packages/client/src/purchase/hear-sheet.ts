import type { PurchaseResult } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import type { IapError } from '../errors/iap-error.js';
import { openSheet } from './open-sheet.js';
import type { PurchaseOrder } from './purchase-order.js';
import type { SheetWord } from './read-purchase-event.js';

/**
 * How long an order sheet may be open without an event, in milliseconds: a user reads, types a password, waits for a
 * bank. A sheet that was closed without an event looks the same.
 */
const NO_WORD_LIMIT_MS = 300_000;

/** The same after an unknown event, in milliseconds: it may have been the last one. */
const UNKNOWN_WORD_LIMIT_MS = 180_000;

/** An order sheet, with the end that the host has reported. The host may report both success and error. */
export interface HeardSheet {
  /** Success: the host has closed the order. It does so even after a refused grant (observed, legacy path). */
  closed?: boolean | undefined;
  /** The details that came with it. Missing if they were unusable. */
  receipt?: PurchaseResult | undefined;
  error?: IapError | undefined;
  /** Called when the host reports success or error. */
  onLastWord?: (() => void) | undefined;
  /** Stops listening. */
  stop?: (() => void) | undefined;
}

/**
 * Opens the order sheet of a purchase and handles its events.
 *
 * @param onFirst - called with the first meaningful event: an order is paid, or there is none
 * @param onSilence - called when there was no event for so long that nobody should wait; later events are still handled
 */
export function hearSheet(
  session: HostSession,
  order: PurchaseOrder,
  onFirst: (word: SpokenWord, sheet: HeardSheet) => void,
  onSilence: (sheet: HeardSheet) => void,
): void {
  const sheet: HeardSheet = {};
  let isFirst = true;
  let patience = new AbortController();
  const waitFor = (limitMs: number) => {
    patience.abort();
    patience = new AbortController();
    session.clock.sleep(limitMs, patience.signal).then(
      () => onSilence(sheet),
      () => {},
    );
  };
  const hear = (word: SheetWord) => {
    if (word.type === 'unknown-word') {
      if (isFirst) waitFor(UNKNOWN_WORD_LIMIT_MS);
      return;
    }
    if (word.type === 'success') {
      sheet.closed = true;
      sheet.receipt = word.receipt;
    }
    if (word.type === 'error') sheet.error = word.error;
    if (word.type !== 'purchased') sheet.onLastWord?.();
    if (isFirst) onFirst(word, sheet);
    isFirst = false;
    patience.abort();
  };
  waitFor(NO_WORD_LIMIT_MS);
  sheet.stop = openSheet(session, order, hear);
}

/** A meaningful event. */
export type SpokenWord = Exclude<SheetWord, { type: 'unknown-word' }>;

/** A word that says that an order is paid. */
export type PaidWord = Exclude<SpokenWord, { type: 'error' }>;
