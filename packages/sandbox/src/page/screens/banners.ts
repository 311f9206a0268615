import { type Drawing, drawingOf, filled, shadowOf } from '../drawing/draw.js';
import type { PageBehind } from '../hidden/page-behind.js';
import { BANNER_STYLE } from './screen-style.js';
import { SCREEN_WORDS } from './screen-words.js';

/** How long a push stays visible, in milliseconds: long enough to be read twice. */
const IN_SIGHT_MS = 8_000;

/** Shows pushes at the upper edge of the page. */
export function createBanners(document: Document, behind: Pick<PageBehind, 'later'>): (text: string) => void {
  const drawing = drawingOf(document);
  const host = drawing.element('div');
  host.dataset.aitIapPushes = '';
  const list = drawing.element('div', 'banners');
  list.popover = 'manual';
  list.setAttribute('role', 'status');
  shadowOf(host, BANNER_STYLE, list);
  return (text) => {
    if (!host.isConnected) document.documentElement.append(host);
    // Opened again each time, because the last opened element is on top, even above a sheet that has opened in between.
    list.hidePopover();
    list.showPopover();
    const banner = drawBanner(drawing, text, () => {
      banner.remove();
      if (list.childElementCount === 0) list.hidePopover();
    });
    list.append(banner);
    behind.later(() => banner.dispatchEvent(new Event('over')), IN_SIGHT_MS);
  };
}

function drawBanner({ element, button }: Drawing, text: string, over: () => void): HTMLElement {
  const words = filled(element('p'), element('strong', '', SCREEN_WORDS.push.ko), element('span', '', text));
  const dismiss = button('', { ko: '✕', en: '' }, over);
  dismiss.setAttribute('aria-label', `${SCREEN_WORDS.dismiss.ko} (${SCREEN_WORDS.dismiss.en})`);
  const banner = filled(element('div', 'banner surface'), words, dismiss);
  banner.lang = 'ko';
  banner.addEventListener('over', over);
  return banner;
}
