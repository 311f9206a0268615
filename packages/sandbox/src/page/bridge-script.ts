import { BRIDGE_SOCKET_PATH, type PagePayment } from '../host/bridge-socket/wire.js';
import { type HiddenWindow, pageBehind } from './hidden/page-behind.js';
import { installStandIn } from './install-stand-in.js';
import { readPageOptions } from './page-options.js';
import { readKept } from './panel/kept-options.js';
import { showPanel } from './panel/show-panel.js';
import { type OccupiedWindow, occupantOf, refusal } from './real-app.js';
import { reopen } from './reopen.js';
import type { SocketLike } from './sandbox-connection.js';
import { createDomScreens } from './screens/dom-screens.js';
import { readSdkLine } from './sdk-line.js';
import { createDomPaymentSheet } from './sheet/dom-payment-sheet.js';
import { installWebView } from './web-view.js';

// `GET /bridge.js`. A classic script: it runs before the first module of the page, so the page is in a WebView of the
// Toss app from the start.

const UNKNOWN_LINE =
  '[ait-iap sandbox] data-sdk is not known; use 2.x or 3.x. (쓸 수 없는 값이라 2.x로 실행해요.)';

const page = window as unknown as OccupiedWindow;

function scriptTag(): HTMLScriptElement | null {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return document.querySelector<HTMLScriptElement>('script[src*="/bridge.js"]');
}

function install(tag: HTMLScriptElement): void {
  const source = new URL(tag.src, document.baseURI);
  const socketUrl = new URL(BRIDGE_SOCKET_PATH + source.search, source);
  socketUrl.protocol = source.protocol === 'https:' ? 'wss:' : 'ws:';
  const attributes = { ...tag.dataset, ...readKept(window) };
  const options = readPageOptions(attributes);
  for (const complaint of options.complaints) console.error(`[ait-iap sandbox] ${complaint}`);
  const openSocket = () => new WebSocket(socketUrl) as unknown as SocketLike;
  const line = readSdkLine(tag.dataset.sdk);
  if (line === undefined) console.error(UNKNOWN_LINE);
  const prepare = line === '3.x' ? installStandIn : installWebView;
  const behind = pageBehind(window as unknown as HiddenWindow, options.pageWhilePaying);
  const around = { reopen: () => reopen(window), consoleUrl: source.origin, behind };
  const screens = createDomScreens(document, around);
  const sheet = createDomPaymentSheet(document, behind);
  const phone = prepare(page, { ...options, openSocket, life: window, sheet, screens });
  const drawnWith = (payment: PagePayment) => readPageOptions({ ...attributes, payment }).drawn;
  if (options.hasPanel) showPanel(document, { ...around, window, options, phone, drawnWith });
  page.__AIT_IAP_SANDBOX__ = source.origin;
  console.info(
    `[ait-iap sandbox] 이 페이지는 샌드박스에서 실행돼요. 실제로 돈이 나가지 않아요. (Sandbox, no real money: ${source.origin})`,
  );
}

const tag = scriptTag();
const occupant = occupantOf(page);
if (occupant === 'toss-app') console.error(refusal('/bridge.js'));
else if (occupant !== 'nobody') {
  console.warn(
    '[ait-iap sandbox] This page is in a sandbox already, and /bridge.js leaves it alone. Keep one of the two. (이미 샌드박스예요. 하나만 남겨 주세요.)',
  );
} else if (tag) install(tag);
