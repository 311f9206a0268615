import type { PhoneScreens, ShownScreen } from '../../host/phone-screens.js';
import type { RefundReason } from '../../world/refund.js';
import type { PageBehind } from '../hidden/page-behind.js';
import { createBanners } from './banners.js';
import { drawScreen } from './draw-screen.js';

/** What the screens need from the page. */
export interface DomScreensOptions {
  /** Opens the mini-app again, like a Toss app that was closed. */
  readonly reopen: () => void;
  /** The origin of the console. Without it, no screen has a link to the console. */
  readonly consoleUrl?: string | undefined;
  readonly behind: PageBehind;
}

/**
 * Draws the Toss app's own screens over the mini-app, each as a modal `<dialog>` that fills a phone's screen: the
 * refund screen after a failed grant, an error screen for each type of error, and a screen after a kill, which can only
 * be left by opening the app again.
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
    // Escape leaves a screen of the Toss app like its button. After a kill there is nothing to go back to.
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
