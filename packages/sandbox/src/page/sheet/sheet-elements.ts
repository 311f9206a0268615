import type { LocalizedText } from '@ait-iap/protocol';
import { PURCHASE_SCENARIOS } from '../../faults/purchase-scenarios.js';
import type { OrderSheet } from '../../host/payment-sheet.js';
import { type Drawing, drawingOf, filled, shadowOf } from '../drawing/draw.js';
import { createScenarioPicker, type ScenarioPicker } from '../drawing/scenario-picker.js';
import { SHEET_STYLE } from './sheet-style.js';
import { CYCLE_WORDS, SHEET_WORDS } from './sheet-words.js';

/** The elements of a drawn sheet that other code uses. */
export interface SheetElements {
  /** Add it to the page. Everything else is inside its shadow root. */
  readonly host: HTMLElement;
  readonly dialog: HTMLDialogElement;
  /** Gets the first focus: it says what is sold, and a key that is still held down cannot pay. */
  readonly title: HTMLElement;
  readonly picker: ScenarioPicker;
  /** Says that something still plays, or is empty. */
  readonly playing: HTMLElement;
  readonly pay: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  /** Shows that the payment is made and the grant is awaited. `hide` closes the sheet and changes nothing else. */
  showPaid(hide: () => void): void;
}

/** Builds the sheet. */
export function createSheetElements(document: Document, sheet: OrderSheet): SheetElements {
  const drawing = drawingOf(document);
  const { element, bilingual } = drawing;
  const host = element('div');
  host.dataset.aitIapSheet = sheet.orderId;
  const dialog = element('dialog', 'surface');
  dialog.lang = 'ko';
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-modal', 'true');
  dialog.setAttribute('aria-labelledby', 'title');
  dialog.setAttribute('aria-describedby', 'notice about price');

  const notice = bilingual('p', 'notice', SHEET_WORDS.notice);
  notice.id = 'notice';
  const title = element('h2', '', sheet.displayName);
  title.id = 'title';
  title.tabIndex = -1;

  const about = element('div');
  about.id = 'about';
  about.append(element('p', 'description', sheet.description));
  if (sheet.renewalCycle) about.append(bilingual('p', 'description', CYCLE_WORDS[sheet.renewalCycle]));
  if (sheet.offer) about.append(bilingual('p', 'description', sheet.offer));
  const product = element('div', 'product');
  product.append(...icon(document, sheet.iconUrl), filled(element('div'), title, about));

  const price = element('div', 'price');
  price.id = 'price';
  price.append(bilingual('span', '', SHEET_WORDS.price), element('strong', '', sheet.displayAmount));

  const { armed = [] } = sheet;
  const usual = armed.length > 0 ? SHEET_WORDS.onlyArmed : PURCHASE_SCENARIOS.works;
  const picker = createScenarioPicker(drawing, SHEET_WORDS.next, usual);
  const playing = element('p', 'playing');
  playing.setAttribute('role', 'status');
  const close = bilingual('button', 'close', SHEET_WORDS.close);
  const pay = bilingual('button', 'pay', SHEET_WORDS.pay);
  close.type = 'button';
  pay.type = 'button';
  const choice = filled(
    element('div'),
    ...armedList(drawing, armed),
    picker.field,
    filled(element('div', 'buttons'), close, pay),
  );
  dialog.append(notice, product, price, playing, choice);
  shadowOf(host, SHEET_STYLE, dialog);
  const showPaid = (hide: () => void) => {
    const paid = bilingual('p', 'paid', SHEET_WORDS.paid);
    paid.setAttribute('role', 'status');
    const leave = drawing.button('', SHEET_WORDS.hide, hide);
    choice.replaceWith(filled(element('div'), paid, filled(element('div', 'buttons'), leave)));
    title.focus();
  };
  return { host, dialog, title, picker, playing, pay, close, showPaid };
}

/** Lists the faults that were armed elsewhere. Without any, there is nothing to show. */
function armedList({ element, bilingual }: Drawing, armed: readonly LocalizedText[]): HTMLElement[] {
  if (armed.length === 0) return [];
  const list = filled(element('ul'), ...armed.map((fault) => bilingual('li', '', fault)));
  return [filled(element('div', 'armed'), bilingual('span', '', SHEET_WORDS.armed), list)];
}

/** The picture adds nothing to the name, so it has no alternative text. If it cannot be loaded, no gap is left. */
function icon(document: Document, url: string): HTMLElement[] {
  if (!url) return [];
  const image = document.createElement('img');
  image.alt = '';
  image.addEventListener('error', () => image.remove());
  image.src = url;
  return [image];
}
