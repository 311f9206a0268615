import type { OrderSheet } from '../host/payment-sheet.js';
import { SHEET_STYLE } from './sheet-style.js';
import { CYCLE_WORDS, SHEET_WORDS, type SheetText } from './sheet-words.js';

/** The parts of a drawn sheet that somebody acts on. */
export interface SheetElements {
  /** To be added to the page; everything else is inside its shadow root. */
  readonly host: HTMLElement;
  readonly dialog: HTMLDialogElement;
  /** Takes the first focus: it says what is sold, and a key still held down cannot pay. */
  readonly title: HTMLElement;
  readonly pay: HTMLButtonElement;
  readonly close: HTMLButtonElement;
}

/** Builds the sheet without `innerHTML`, because names of products are anybody's text. */
export function createSheetElements(document: Document, sheet: OrderSheet): SheetElements {
  const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, className = '', text = '') => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
  const bilingual = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className: string,
    words: SheetText,
  ) => {
    const made = element(name, className, words.ko);
    const english = element('small', '', words.en);
    english.lang = 'en';
    made.append(english);
    return made;
  };

  const host = element('div');
  host.dataset.aitIapSheet = sheet.orderId;
  const dialog = element('dialog');
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
  if (sheet.offer) about.append(element('p', 'description', sheet.offer));
  const product = element('div', 'product');
  product.append(...icon(document, sheet.iconUrl), titled(element('div'), title, about));

  const price = element('div', 'price');
  price.id = 'price';
  price.append(bilingual('span', '', SHEET_WORDS.price), element('strong', '', sheet.displayAmount));

  const close = bilingual('button', 'close', SHEET_WORDS.close);
  const pay = bilingual('button', 'pay', SHEET_WORDS.pay);
  close.type = 'button';
  pay.type = 'button';
  dialog.append(notice, product, price, titled(element('div', 'buttons'), close, pay));
  const root = host.attachShadow({ mode: 'open' });
  root.append(...styleOf(document, root), dialog);
  return { host, dialog, title, pay, close };
}

/** A style that is made by script needs no permission of the page's content security policy, an element does. */
function styleOf(document: Document, root: ShadowRoot): HTMLElement[] {
  const Sheet = document.defaultView?.CSSStyleSheet;
  if (Sheet && 'replaceSync' in Sheet.prototype && 'adoptedStyleSheets' in root) {
    const made = new Sheet();
    made.replaceSync(SHEET_STYLE);
    root.adoptedStyleSheets = [made];
    return [];
  }
  const element = document.createElement('style');
  element.textContent = SHEET_STYLE;
  return [element];
}

function titled(parent: HTMLElement, ...children: HTMLElement[]): HTMLElement {
  parent.append(...children);
  return parent;
}

/** The picture says nothing that the name does not; one that cannot be loaded leaves no hole. */
function icon(document: Document, url: string): HTMLElement[] {
  if (!url) return [];
  const image = document.createElement('img');
  image.alt = '';
  image.addEventListener('error', () => image.remove());
  image.src = url;
  return [image];
}
