import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { OrderSheet, PaymentAnswer, PaymentSheet } from '../../host/payment-sheet.js';
import type { PageBehind } from '../hidden/page-behind.js';
import { createSheetElements, type SheetElements } from './sheet-elements.js';
import { SHEET_WORDS } from './sheet-words.js';

/** How often a sheet checks whether the page behind it still plays something, in milliseconds. */
const LISTEN_MS = 500;

/**
 * Draws the order sheet over a page, in its own shadow root, and lets the person decide. The page behind it is hidden
 * until the sheet closes. After a payment it closes when the Toss app has sent its last message about the order.
 *
 * It is a modal `<dialog>`: the page behind it is inert, Escape closes it (which cancels, nothing is paid), Tab
 * stays inside, and the focus goes back to where it was. It says in Korean and English that no money moves.
 */
export function createDomPaymentSheet(document: Document, behind: PageBehind): PaymentSheet {
  const up = new Map<string, () => void>();
  return {
    async present(sheet, signal) {
      if (signal.aborted) return 'cancel';
      return new Promise((resolve) => {
        const takeDown = showSheet(document, sheet, behind, (answer) => {
          if (answer === 'cancel') up.delete(sheet.orderId);
          resolve(answer);
        });
        up.set(sheet.orderId, takeDown);
        signal.addEventListener('abort', takeDown, { once: true });
      });
    },
    settled: (orderId) => up.get(orderId)?.(),
  };
}

/** @returns a function that closes it; a sheet without a decision is then canceled */
function showSheet(
  document: Document,
  sheet: OrderSheet,
  behind: PageBehind,
  decide: (answer: PaymentAnswer) => void,
): () => void {
  const elements = createSheetElements(document, sheet);
  const { host, dialog, picker, pay, close } = elements;
  const ends: (() => void)[] = [];
  const takeDown = () => {
    // Escape closes a modal dialog. A second Escape does so even if `cancel` was prevented.
    dialog.removeEventListener('close', takeDown);
    if (dialog.open) dialog.close();
    host.remove();
    for (const end of ends.splice(0)) end();
    decide('cancel');
  };
  dialog.addEventListener('close', takeDown);
  close.addEventListener('click', takeDown);
  pay.addEventListener('click', () => {
    const answer = approval(picker.chosen());
    elements.showPaid(takeDown);
    decide(answer);
  });
  dialog.addEventListener('keydown', (event) => keepFocusInside(event, elements));
  // Beside the body, which a page may hide or make inert while its own dialog is open.
  document.documentElement.append(host);
  dialog.showModal();
  elements.title.focus();
  ends.push(behind.hide());
  ends.push(behind.every(LISTEN_MS, () => tellWhetherPlaying(elements, behind.playing())));
  return takeDown;
}

function approval(scenario: PurchaseScenarioName): PaymentAnswer {
  return scenario === 'works' ? 'approve' : { decision: 'approve', scenario };
}

function tellWhetherPlaying({ playing }: SheetElements, isPlaying: boolean): void {
  const { ko, en } = SHEET_WORDS.playing;
  const text = isPlaying ? `${ko} · ${en}` : '';
  if (playing.textContent !== text) playing.textContent = text;
}

/** In a modal dialog, Tab can move to the bars of the browser. A phone has none, so here Tab goes round. */
function keepFocusInside(event: KeyboardEvent, { host, dialog, title }: SheetElements): void {
  if (event.key !== 'Tab') return;
  const focused = host.shadowRoot?.activeElement;
  const stops = [...dialog.querySelectorAll<HTMLElement>('select, button')];
  const first = stops[0];
  const last = stops.at(-1);
  if (event.shiftKey && (focused === first || focused === title)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && focused === last) {
    event.preventDefault();
    first?.focus();
  }
}
