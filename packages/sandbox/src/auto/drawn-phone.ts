import type { HostOptions } from '../host/host.js';
import { type HiddenWindow, pageBehind } from '../page/hidden/page-behind.js';
import { readPageOptions } from '../page/page-options.js';
import { readKept } from '../page/panel/kept-options.js';
import { showPanel } from '../page/panel/show-panel.js';
import { reopen } from '../page/reopen.js';
import { createDomScreens } from '../page/screens/dom-screens.js';
import { createDomPaymentSheet } from '../page/sheet/dom-payment-sheet.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { LocalPhone } from './local-phone.js';

/** A phone that is drawn over the page. */
export interface DrawnPhone {
  /** The options of its Toss app. */
  readonly hostOptions: HostOptions;
  /** Shows the badge and its panel, unless the page has `data-badge="off"`. */
  showPanel(sandbox: Sandbox): void;
}

/**
 * Draws the phone of a page from the attributes of `<html>`, which have the same names as those of the tag of `/bridge.js`:
 * `data-user-key`, `data-payment` and so on. Values that were set in the panel replace them for this tab.
 */
export function drawnPhone(document: Document): DrawnPhone {
  const attributes = { badge: 'on', ...document.documentElement.dataset, ...readKept(window) };
  const options = readPageOptions(attributes);
  for (const complaint of options.complaints) console.error(`[ait-iap sandbox] ${complaint}`);
  const behind = pageBehind(window as unknown as HiddenWindow, options.pageWhilePaying);
  const open = () => reopen(window);
  const phone = new LocalPhone(options, {
    sheet: createDomPaymentSheet(document, behind),
    screens: createDomScreens(document, { reopen: open, behind }),
  });
  return {
    hostOptions: phone.hostOptions(),
    showPanel(sandbox) {
      if (!options.hasPanel) return;
      showPanel(document, {
        ...{ window, options, reopen: open },
        phone: phone.controls(sandbox),
        drawnWith: (payment) => readPageOptions({ ...attributes, payment }).drawn,
      });
    },
  };
}
