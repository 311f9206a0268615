import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import type { SheetEnding, SheetRecord } from '../desk/sheet-record.js';
import { IapError } from '../errors/iap-error.js';
import { type GrantRun, grantRun } from '../grant/grant-run.js';
import { completeOrder } from '../host/complete-order.js';
import { openSheet } from './open-sheet.js';
import { endedBy, type PurchaseOutcome } from './outcome.js';
import { openedPurchase, type PurchaseInput, type PurchasePhase, transition } from './purchase-machine.js';
import type { PurchaseOrder } from './purchase-order.js';

/**
 * How long an order sheet may be open without a word, in milliseconds: a user reads, types a password, waits for a bank.
 * One that was closed in silence says nothing either.
 */
const NO_WORD_LIMIT_MS = 300_000;

/** The same after a word that this package does not know: it may have been the last one. */
const UNKNOWN_WORD_LIMIT_MS = 180_000;

/** How long the host's last word may take once it has a yes, in milliseconds: as long as its own grant window. */
const LAST_WORD_LIMIT_MS = 30_000;

/** The same after a no: there is nothing left to do but to say so, and the user waits. */
const LAST_WORD_AFTER_NO_LIMIT_MS = 5_000;

/**
 * Opens the order sheet and does the work of each phase that the purchase machine enters.
 *
 * @param record - is told what happens to the order. The host gets its answer after that: a yes takes the order off its
 * list, and the app may die right after it. An answer and an outcome are worth more than a note that cannot be written.
 * @returns the outcome; a sheet that falls silent has one too, and is still listened to
 */
export function followSheet(
  session: HostSession,
  order: PurchaseOrder,
  record: SheetRecord,
): Promise<PurchaseOutcome> {
  const { clock } = session;
  const { sku } = order;
  return new Promise((resolve) => {
    let state = openedPurchase(sku);
    let run: GrantRun | undefined;
    let noted: Promise<unknown> = Promise.resolve();
    let patience = new AbortController();
    let stopListening = () => {};

    const tell = (input: PurchaseInput) => {
      const { phase } = state;
      state = transition(state, input);
      if (state.phase !== phase) enter[state.phase]?.();
      else if (phase === 'sheet' && input.type === 'unknown-word') waitFor(UNKNOWN_WORD_LIMIT_MS);
    };
    const waitFor = (limitMs: number) => {
      patience.abort();
      patience = new AbortController();
      clock.sleep(limitMs, patience.signal).then(
        () => tell({ type: 'silence' }),
        () => {},
      );
    };
    const grant = () => {
      patience.abort();
      const { orderId, subscriptionId } = state;
      noted = record.paid(orderId).catch(() => {});
      run ??= grantRun(
        order.grant,
        { orderId, sku, ...(subscriptionId && { subscriptionId }) },
        clock,
        order.grantTimeoutMs,
      );
      run().then((decision) => tell({ type: 'decided', ...decision }));
    };
    const enter: { readonly [Phase in PurchasePhase]?: () => void } = {
      async silent() {
        await record.fellSilent(stopListening).catch(() => {});
        const why = 'the order sheet has said nothing for minutes';
        resolve(endedBy(sku, new IapError('ORDER_UNRESOLVED', 'buy', { why })));
      },
      granting: grant,
      retrying: grant,
      async answering() {
        await noted;
        const answer = { orderId: state.orderId, isProductGranted: state.granted };
        callHost(session, 'processProductGrant', [answer]).then(
          () => tell({ type: 'answered' }),
          () => tell({ type: 'answer-failed' }),
        );
      },
      awaiting: () => waitFor(state.granted ? LAST_WORD_LIMIT_MS : LAST_WORD_AFTER_NO_LIMIT_MS),
      async confirming() {
        await noted;
        tell({ type: 'confirmed', confirmed: await completeOrder(session, state.orderId) });
      },
      settled() {
        patience.abort();
        const outcome = state.outcome as PurchaseOutcome;
        record
          .ended(endingOf(outcome), state.closed)
          .catch(() => {})
          .then(() => resolve(outcome));
        // Last of all, since a bridge that is broken may throw when it is told to stop.
        stopListening();
      },
    };

    waitFor(NO_WORD_LIMIT_MS);
    stopListening = openSheet(session, order, tell);
    // The host may have answered before there was something to stop.
    if (state.phase === 'settled') stopListening();
  });
}

/** What the end of an order sheet means for its product: it stays locked while money may have moved. */
function endingOf(outcome: PurchaseOutcome): SheetEnding {
  if (outcome.status === 'granted') return 'granted';
  if (outcome.status === 'pending') return 'not-granted';
  const { code, charged } = outcome.error;
  if (charged === 'no') return 'unpaid';
  if (charged === 'yes') return 'charge';
  return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';
}
