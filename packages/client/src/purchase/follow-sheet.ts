import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { type GrantRun, grantRun } from '../grant/grant-run.js';
import { completeOrder } from '../host/complete-order.js';
import { openSheet } from './open-sheet.js';
import type { PurchaseOutcome } from './outcome.js';
import { openedPurchase, type PurchaseEffect, type PurchaseInput, transition } from './purchase-machine.js';
import type { PurchaseOrder } from './purchase-order.js';
import { silenceTimer } from './silence-timer.js';

/** How long the host's last word may take once it has a yes, in milliseconds: as long as its own grant window. */
const LAST_WORD_LIMIT_MS = 30_000;

/** The same after a no: there is nothing left to do but to say so, and the user waits. */
const LAST_WORD_AFTER_NO_LIMIT_MS = 5_000;

/** How a followed order sheet ended. */
export interface SheetEnd {
  readonly outcome: PurchaseOutcome;
  /** Whether the host has closed the order, so that its lists will not speak of it as pending. */
  readonly closed: boolean | undefined;
}

/** An order sheet that is followed. */
export interface FollowedSheet {
  readonly end: Promise<SheetEnd>;
  /** Resolves when the host has said nothing for so long that nobody should wait for it; it is still listened to. */
  readonly silence: Promise<void>;
  /** Stops the listening. */
  stop(): void;
}

/**
 * Opens the order sheet and carries out what the purchase machine asks for, until there is an outcome.
 *
 * @param onPaid - writes down that the host says that an order is paid: the host gets its answer after that, since a
 *   yes takes the order off its list, and the app may die right after it
 */
export function followSheet(
  session: HostSession,
  order: PurchaseOrder,
  onPaid: (orderId: string) => Promise<void>,
): FollowedSheet {
  const { clock } = session;
  let state = openedPurchase(order.sku);
  let run: GrantRun | undefined;
  let noted: Promise<unknown> = Promise.resolve();
  let resolveEnd: (end: SheetEnd) => void = () => {};
  const end = new Promise<SheetEnd>((resolve) => {
    resolveEnd = resolve;
  });
  const silence = silenceTimer(clock);
  const settled = new AbortController();
  // The host may answer before `openSheet` has returned what stops it.
  let stopListening: (() => void) | undefined;

  const tell = (input: PurchaseInput) => {
    const [next, ...effects] = transition(state, input);
    state = next;
    if (state.phase !== 'sheet') silence.stop();
    else if (input.type === 'unknown-word') silence.restart();
    for (const effect of effects) carryOut(effect);
  };
  const carryOut = (effect: PurchaseEffect) => {
    switch (effect.type) {
      case 'grant': {
        const { type: _, ...paid } = effect;
        // An answer is worth more than the note about it.
        noted = onPaid(paid.orderId).catch(() => {});
        run ??= grantRun(order.grant, { ...paid, sku: order.sku }, clock, order.grantTimeoutMs);
        run.decide().then((decision) => tell({ type: 'decided', ...decision }));
        break;
      }
      case 'answer':
        noted.then(() => answer(session, effect)).then(tell);
        break;
      case 'await-host':
        clock.sleep(state.granted ? LAST_WORD_LIMIT_MS : LAST_WORD_AFTER_NO_LIMIT_MS, settled.signal).then(
          () => tell({ type: 'silence' }),
          () => {},
        );
        break;
      case 'confirm':
        noted
          .then(() => completeOrder(session, effect.orderId))
          .then((confirmed) => tell({ type: 'confirmed', confirmed }));
        break;
      case 'settle':
        // First of all, since a bridge that is broken may throw when it is told to stop.
        resolveEnd({ outcome: effect.outcome, closed: state.closed });
        settled.abort();
        stopListening?.();
    }
  };

  stopListening = openSheet(session, order, tell);
  if (settled.signal.aborted) stopListening();
  return { end, silence: silence.over, stop: () => stopListening?.() };
}

/** Tells the host whether the product was granted. */
function answer(
  session: HostSession,
  { orderId, isProductGranted }: PurchaseEffect & { type: 'answer' },
): Promise<PurchaseInput> {
  return callHost(session, 'processProductGrant', [{ orderId, isProductGranted }]).then(
    () => ({ type: 'answered' }),
    () => ({ type: 'answer-failed' }),
  );
}
