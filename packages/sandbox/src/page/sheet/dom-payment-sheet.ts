import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { OrderSheet, PaymentAnswer, PaymentSheet } from '../../host/payment-sheet.js';
import { createSheetElements, type SheetElements } from './sheet-elements.js';

/**
 * Draws the order sheet over a page, in a shadow root of its own, and lets the person decide.
 *
 * It is a modal `<dialog>`: the page behind it is inert, Escape closes it (which cancels, nothing is paid), Tab
 * stays inside, and the focus goes back to where it was. It says in Korean and English that no money moves.
 */
export function createDomPaymentSheet(document: Document): PaymentSheet {
  return { present: (sheet, signal) => present(document, sheet, signal) };
}

function present(document: Document, sheet: OrderSheet, signal: AbortSignal): Promise<PaymentAnswer> {
  if (signal.aborted) return Promise.resolve('cancel');
  const elements = createSheetElements(document, sheet);
  const { host, dialog, picker, pay, close } = elements;
  return new Promise((resolve) => {
    const decide = (answer: PaymentAnswer) => {
      signal.removeEventListener('abort', cancel);
      dialog.removeEventListener('close', cancel);
      if (dialog.open) dialog.close();
      host.remove();
      resolve(answer);
    };
    const cancel = () => decide('cancel');
    signal.addEventListener('abort', cancel);
    // Escape closes a modal dialog by itself; a second one does so even where `cancel` was prevented.
    dialog.addEventListener('close', cancel);
    pay.addEventListener('click', () => decide(approval(picker.chosen())));
    close.addEventListener('click', cancel);
    dialog.addEventListener('keydown', (event) => keepFocusInside(event, elements));
    // Beside the body, which a page may hide or make inert while a dialog of its own is open.
    document.documentElement.append(host);
    dialog.showModal();
    elements.title.focus();
  });
}

function approval(scenario: PurchaseScenarioName): PaymentAnswer {
  return scenario === 'works' ? 'approve' : { decision: 'approve', scenario };
}

/** A modal dialog lets Tab leave for the browser's own bars; a phone has none, so it goes round instead. */
function keepFocusInside(event: KeyboardEvent, { host, title, picker, pay }: SheetElements): void {
  if (event.key !== 'Tab') return;
  const focused = host.shadowRoot?.activeElement;
  const first = picker.select;
  const last = pay;
  if (event.shiftKey && (focused === first || focused === title)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && focused === last) {
    event.preventDefault();
    first.focus();
  }
}
