import type { PurchaseResult } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import type { SheetEnding } from '../desk/sheet-record.js';
import { IapError, isIapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { NO_WORD_LIMIT_MS, UNKNOWN_WORD_LIMIT_MS } from '../limits/limits.js';
import type { PurchaseOrder } from './purchase-order.js';
import { readPurchaseEvent, type SheetWord } from './read-purchase-event.js';

/** An order sheet, with the end that the host has reported. The host may report both success and error. */
export interface HeardSheet {
  /**
   * Success, or a yes that was taken without a last word: it has closed the order. It also does so for a refused grant
   * (observed, legacy path).
   */
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
 * Opens the order sheet of a purchase and hears what is said. It has no time limit: a user may take any time to decide.
 *
 * @param onWord - told each word that says something: that an order is paid, or that there is none. Nothing for so long that
 * nobody should wait for it counts as a word, with the ending `silence`
 */
export function hearSheet(
  session: HostSession,
  order: PurchaseOrder,
  onWord: (word: SpokenWord, sheet: HeardSheet, ending?: SheetEnding) => void,
): void {
  const { feature, sku, offerId = null } = order;
  const sheet: HeardSheet = {};
  let patience = new AbortController();
  const waitFor = (limitMs: number) => {
    patience.abort();
    patience = new AbortController();
    session.clock.sleep(limitMs, patience.signal).then(
      () =>
        onWord(new IapError('ORDER_UNRESOLVED', 'buy', { why: 'the sheet says nothing' }), sheet, 'silence'),
      () => {},
    );
  };
  const hear = (word: SheetWord) => {
    if (!word) {
      if (!patience.signal.aborted) waitFor(UNKNOWN_WORD_LIMIT_MS);
      return;
    }
    if (isIapError(word)) {
      sheet.error = word;
    } else if (word.type === 'success') {
      sheet.closed = true;
      sheet.receipt = word.receipt;
    }
    if (sheet.error || sheet.closed) sheet.onLastWord?.();
    patience.abort();
    onWord(word, sheet);
  };
  const listen = (functionName: string, options: object) => {
    sheet.stop = session.bridge.listen(functionName, options, {
      onEvent: (event) => hear(readPurchaseEvent(event)),
      onError: (error) => hear(toIapError(error, 'buy')),
    });
  };
  waitFor(NO_WORD_LIMIT_MS);
  try {
    if (feature === 'createSubscriptionPurchaseOrder') {
      listen('requestSubscriptionPurchase', { sku, offerId });
    } else if (isSupportedBy(session, 'productGrant')) {
      listen('requestOneTimePurchase', { sku });
    } else {
      // Before the product grant existed, one call paid and closed the order, and the grant came after it.
      session.bridge.call('iapCreateOneTimePurchaseOrder', [{ productId: sku }]).then(
        (data) => hear(readPurchaseEvent({ type: 'success', data })),
        (error: unknown) => hear(toIapError(error, 'buy')),
      );
    }
  } catch (error) {
    // What could not be started has opened nothing: nobody can have paid.
    hear(toIapError(error, 'buy', { charged: 'no' }));
  }
}

/** A meaningful event. */
export type SpokenWord = NonNullable<SheetWord>;

/** A word that says that an order is paid. */
export type PaidWord = Exclude<SpokenWord, IapError>;
