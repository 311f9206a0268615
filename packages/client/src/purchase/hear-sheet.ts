import type { PurchaseResult } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import type { IapError } from '../errors/iap-error.js';
import { openSheet } from './open-sheet.js';
import type { PurchaseOrder } from './purchase-order.js';
import type { SheetWord } from './read-purchase-event.js';

/**
 * How long an order sheet may be open without a word, in milliseconds: a user reads, types a password, waits for a bank.
 * One that was closed in silence says nothing either.
 */
const NO_WORD_LIMIT_MS = 300_000;

/** The same after a word that this package does not know: it may have been the last one. */
const UNKNOWN_WORD_LIMIT_MS = 180_000;

/** An order sheet, and how it ended as far as the host has said so. It may say success and error. */
export interface HeardSheet {
  /** Success: it has closed the order, which it also does for a refused grant (observed, legacy path). */
  closed?: boolean | undefined;
  /** What it showed then; missing if that was unusable. */
  receipt?: PurchaseResult | undefined;
  error?: IapError | undefined;
  /** Told when the host says success or error. */
  onLastWord?: (() => void) | undefined;
  /** Stops the listening. */
  stop?: (() => void) | undefined;
}

/**
 * Opens the order sheet of a purchase and hears what is said.
 *
 * @param onFirst - told the first word that says something: that an order is paid, or that there is none
 * @param onSilence - told when nothing was said for so long that nobody should wait for it; it is still listened to
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

/** A word that says something. */
export type SpokenWord = Exclude<SheetWord, { type: 'unknown-word' }>;

/** A word that says that an order is paid. */
export type PaidWord = Exclude<SpokenWord, { type: 'error' }>;
