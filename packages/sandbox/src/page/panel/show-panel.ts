import type { PagePayment } from '../../host/bridge-socket/wire.js';
import { drawingOf, filled, shadowOf } from '../drawing/draw.js';
import { drawPanel, type PanelDeeds } from './draw-panel.js';
import { forgetKept, type KeepingWindow, keepForTab } from './kept-options.js';
import type { PagePhone, ShownPhone } from './page-phone.js';
import { PANEL_STYLE } from './panel-style.js';
import { PANEL_WORDS } from './panel-words.js';

/** What the panel needs from the page. */
export interface PanelParts {
  readonly window: KeepingWindow;
  readonly options: ShownPhone;
  readonly phone: PagePhone;
  /** Opens the mini-app as after a kill. */
  readonly reopen: () => void;
  /** The address of the console, if there is one. */
  readonly consoleUrl?: string | undefined;
  /** Whether the Toss app's own screens are drawn with this choice of who decides. */
  readonly drawnWith: (payment: PagePayment) => boolean;
}

/**
 * Shows a small badge in the corner of a page in development. It says that this is a sandbox, and opens a panel for the
 * page's phone. It has its own shadow root, so that it does not mix with the page's styles and content. The cross
 * closes it until the next reload.
 */
export function showPanel(document: Document, parts: PanelParts): void {
  const drawing = drawingOf(document);
  const { element } = drawing;
  const host = element('ait-iap-badge' as 'div');
  const badge = element('button', '', PANEL_WORDS.title.ko);
  badge.type = 'button';
  badge.lang = 'ko';
  badge.title = `${PANEL_WORDS.open.ko} (${PANEL_WORDS.open.en})`;
  badge.setAttribute('aria-label', badge.title);
  badge.setAttribute('aria-expanded', 'false');
  badge.setAttribute('aria-controls', 'panel');
  const away = drawing.button('', { ko: '✕', en: '' }, () => host.remove());
  away.setAttribute('aria-label', `${PANEL_WORDS.away.ko} (${PANEL_WORDS.away.en})`);

  const toggle = (open: boolean) => {
    panel.hidden = !open;
    badge.setAttribute('aria-expanded', String(open));
    if (open) panel.querySelector<HTMLElement>('button, input, select')?.focus();
    else badge.focus();
  };
  const { panel, showArmed } = drawPanel(
    drawing,
    parts.options,
    deedsOf(parts, () => toggle(false)),
    parts.consoleUrl,
  );
  panel.hidden = true;
  badge.addEventListener('click', () => toggle(panel.hidden === true));
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') toggle(false);
  });
  parts.phone.onArmed(showArmed);
  shadowOf(host, PANEL_STYLE, filled(element('div', 'corner surface'), badge, away), panel);
  // Beside the body, which does not exist yet and which the page may empty.
  document.documentElement.append(host);
}

function deedsOf({ window, phone, reopen, drawnWith }: PanelParts, close: () => void): PanelDeeds {
  return {
    close,
    reopen,
    apply(options) {
      keepForTab(window, options);
      reopen();
    },
    asTag() {
      forgetKept(window);
      reopen();
    },
    pay(payment) {
      keepForTab(window, { payment });
      phone.pay(payment, drawnWith(payment));
    },
    arm: (scenario) => phone.arm(scenario),
    disarm: () => phone.disarm(),
  };
}
