const STYLE = `
:host { position: fixed; left: 8px; bottom: 8px; z-index: 2147483646; }
div { display: flex; align-items: center; border-radius: 999px; overflow: hidden; opacity: .92;
  background: #1b2a4a; box-shadow: 0 1px 4px rgb(0 0 0 / .35);
  font: 600 12px/1 -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif; }
a, button { color: #fff; padding: 9px 6px 9px 12px; text-decoration: none; background: none; border: 0; font: inherit; cursor: pointer; }
button { padding: 9px 12px 9px 6px; opacity: .75; }
a:focus-visible, button:focus-visible { outline: 2px solid #8fc1ff; outline-offset: -3px; border-radius: 999px; }
@media print { :host { display: none; } }
`;

/**
 * A small badge in the corner of a page in development: it says that this is a sandbox, and opens it. In a shadow root of
 * its own, so that the page's styles and its content do not meet it; a click on the cross takes it away until the reload.
 */
export function showBadge(document: Document, origin: string): void {
  const host = document.createElement('ait-iap-badge');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const link = document.createElement('a');
  link.href = origin;
  link.target = '_blank';
  link.rel = 'noopener';
  link.lang = 'ko';
  link.textContent = '샌드박스';
  link.title = '샌드박스 열기 · 실제로 돈이 나가지 않아요 (Open the sandbox. No real money moves.)';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '✕';
  close.title = '배지 닫기 (Close)';
  close.setAttribute('aria-label', '샌드박스 배지 닫기 (Close the sandbox badge)');
  close.addEventListener('click', () => host.remove());
  const badge = document.createElement('div');
  badge.append(link, close);
  root.append(badge);
  // Beside the body, which does not exist yet and may be emptied by the page.
  document.documentElement.append(host);
}
