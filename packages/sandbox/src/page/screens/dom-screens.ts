import type { PhoneScreens, ShownScreen } from '../../host/phone-screens.js';
import type { RefundReason } from '../../world/refund.js';
import type { PageBehind } from '../hidden/page-behind.js';
import { createBanners } from './banners.js';
import { drawScreen } from './draw-screen.js';

/** What the screens of a page need of it. */
export interface DomScreensOptions {
  /** Opens the mini-app anew, as a Toss app that was closed does. */
  readonly reopen: () => void;
  /** Origin of the console; without it no page leads there. */
  readonly consoleUrl?: string | undefined;
  readonly behind: PageBehind;
}

/**
 * Draws the Toss app's own pages over the mini-app, each as a modal `<dialog>` that fills a phone's screen: the refund
 * page after a grant that failed, the error page by type, and, after the app was killed, a page that can only be left
 * by opening it again.
 */
export function createDomScreens(document: Document, options: DomScreensOptions): PhoneScreens {
  return {
    show: (screen) => show(document, screen, options),
    notify: createBanners(document, options.behind),
  };
}

function show(
  document: Document,
  shown: ShownScreen,
  { reopen, consoleUrl, behind }: DomScreensOptions,
): Promise<RefundReason | undefined> {
  return new Promise((resolve) => {
    const leave = (refund?: RefundReason) => {
      dialog.removeEventListener('close', closed);
      dialog.close();
      host.remove();
      resolve(refund);
    };
    const deeds = { back: () => leave(), refund: leave, reopen };
    const { host, dialog, title } = drawScreen(document, shown, deeds, consoleUrl);
    // Escape leaves a page of the Toss app as its button does; behind an app that was closed there is nothing to go back to.
    const closed = () => {
      if (shown.screen === 'app-closed') dialog.showModal();
      else leave();
    };
    dialog.addEventListener('close', closed);
    if (shown.screen === 'app-closed') behind.end();
    document.documentElement.append(host);
    dialog.showModal();
    title.focus();
  });
}
