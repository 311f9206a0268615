import type { LocalizedText } from '@ait-iap/protocol';
import type { ShownScreen } from '../../host/phone-screens.js';
import { REFUND_REASONS, type RefundReason } from '../../world/refund.js';
import { type Drawing, drawingOf, filled, shadowOf } from '../drawing/draw.js';
import { SCREEN_STYLE } from './screen-style.js';
import { REASONS, SCREEN_WORDS, textOf } from './screen-words.js';

/** The actions on a screen of the Toss app. */
export interface ScreenDeeds {
  back(): void;
  refund(reason: RefundReason): void;
  reopen(): void;
}

/** A drawn screen. */
export interface DrawnScreen {
  /** Add it to the page. Everything else is inside its shadow root. */
  readonly host: HTMLElement;
  readonly dialog: HTMLDialogElement;
  readonly title: HTMLElement;
}

/** Draws a screen. `consoleUrl` is the address of the console, if there is one. */
export function drawScreen(
  document: Document,
  shown: ShownScreen,
  deeds: ScreenDeeds,
  consoleUrl: string | undefined,
): DrawnScreen {
  const drawing = drawingOf(document);
  const { element, bilingual } = drawing;
  const text = textOf(shown);
  const host = element('div');
  host.dataset.aitIapScreen = shown.screen;
  const dialog = element('dialog', shown.screen === 'app-closed' ? 'surface closed' : 'surface');
  dialog.lang = 'ko';
  dialog.setAttribute('aria-labelledby', 'title');
  dialog.setAttribute('aria-describedby', 'body');
  const title = bilingual('h2', '', text.title);
  title.id = 'title';
  title.tabIndex = -1;
  const body = bilingual('p', 'quiet', text.body);
  body.id = 'body';
  const code = element('p', 'code', [shown.code, shown.orderId].filter(Boolean).join('\n'));
  const middle = filled(element('div', 'middle'), title, body, ...productOf(drawing, shown), code);
  const link = consoleUrl === undefined ? [] : [linkTo(drawing, `${consoleUrl}/orders/${shown.orderId}`)];
  dialog.append(
    bilingual('p', 'notice', SCREEN_WORDS.notice),
    middle,
    ...link,
    ...ways(drawing, shown, deeds),
  );
  shadowOf(host, SCREEN_STYLE, dialog);
  return { host, dialog, title };
}

function productOf({ element }: Drawing, { displayName, displayAmount = '' }: ShownScreen): HTMLElement[] {
  if (displayName === undefined) return [];
  return [
    filled(element('p', 'about'), element('span', '', displayName), element('strong', '', displayAmount)),
  ];
}

function linkTo({ bilingual }: Drawing, url: string): HTMLElement {
  const link = bilingual('a', '', SCREEN_WORDS.console);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

function ways(drawing: Drawing, { screen }: ShownScreen, deeds: ScreenDeeds): HTMLElement[] {
  const { button } = drawing;
  if (screen === 'app-closed') return [button('pay', SCREEN_WORDS.reopen, () => deeds.reopen())];
  const back = (className: string) => button(className, SCREEN_WORDS.back, () => deeds.back());
  if (screen === 'error') return [back('pay')];
  const { field, chosen } = reasonField(drawing);
  return [field, button('pay', SCREEN_WORDS.refund, () => deeds.refund(chosen())), back('')];
}

function reasonField({ element, bilingual }: Drawing) {
  const options = REASONS.map(({ reason, ko, en }) => {
    const option = element('option', '', `${ko} · ${en}`);
    option.value = reason;
    return option;
  });
  const select = filled(element('select'), ...options);
  const label: LocalizedText = SCREEN_WORDS.reason;
  return {
    field: filled(element('label', 'reason'), bilingual('span', '', label), select),
    chosen: (): RefundReason => REFUND_REASONS.find((reason) => reason === select.value) ?? 'NOT_DELIVERED',
  };
}
