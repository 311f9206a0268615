import type { Host } from '../host/host.js';
import { DEFAULT_USER_KEY } from '../page/page-options.js';
import { type OccupiedWindow, occupantOf, refusal } from '../page/real-app.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { drawnPhone } from './drawn-phone.js';
import { fillBridgeSlot, installWebViewGlobals } from './install-globals.js';
import { lastingHost } from './lasting-host.js';
import { localStorageStore } from './local-storage-store.js';
import { refusedBridge } from './refused-bridge.js';

/** The parts of sandbox mode. */
export interface AutoSandbox {
  /** The platform. */
  readonly sandbox: Sandbox;
  /** The Toss app of this page. */
  readonly bridge: Host;
}

/** Where a page keeps its sandbox mode for another copy of this module. */
const STARTED: unique symbol = Symbol.for('ait-iap.sandbox.auto');

const NOTICE =
  '[ait-iap sandbox] 샌드박스로 실행해요. 실제로 돈이 나가지 않아요. (Sandbox mode, no real money moves.)';

const TWO_SANDBOXES =
  "[ait-iap sandbox] This page is in the sandbox of /bridge.js already; '@ait-iap/sandbox/auto' leaves it alone. Keep one of the two. (이미 /bridge.js 샌드박스예요. 둘 중 하나만 남겨 주세요.)";

/**
 * Starts sandbox mode on the globals of this program. In a browser page the world is in `localStorage`, and the order
 * sheet is drawn over the page. Elsewhere (Node, also with a simulated DOM) the world is in memory, and payments are
 * approved.
 *
 * A page starts it once: a second copy of this module, also the one of a hot replacement, gets what the first has started.
 * A second Toss app would take the messages of an open sheet away from it.
 *
 * In a page with a Toss app, or with the sandbox of `/bridge.js`, nothing is installed and nothing is thrown.
 */
export function startAuto(): AutoSandbox {
  const page = typeof window === 'object' ? (window as unknown as OccupiedWindow) : undefined;
  const occupant = page === undefined ? 'nobody' : occupantOf(page);
  if (occupant === 'toss-app' || occupant === 'bridge-script') return standBack(occupant);
  const isPage = typeof document === 'object' && !isNode();
  const holder = globalThis as { [STARTED]?: AutoSandbox };
  if (isPage && holder[STARTED] !== undefined) return holder[STARTED];
  const phone = isPage ? drawnPhone(document) : undefined;
  const store = isPage ? pageStorage() : undefined;
  const sandbox = createSandbox({ rate: 1, ...(store !== undefined && { store: localStorageStore(store) }) });
  const bridge = lastingHost(sandbox, phone?.hostOptions ?? { userKey: DEFAULT_USER_KEY });
  fillBridgeSlot(bridge);
  if (page !== undefined) installWebViewGlobals(page, bridge);
  phone?.showPanel(sandbox);
  if (isPage) endWithPage(globalThis, bridge);
  console.info(NOTICE);
  const started = { sandbox, bridge };
  if (isPage) holder[STARTED] = started;
  return started;
}

/** A page that goes takes its Toss app with it: nobody can pay on its sheet any more. A page that is kept may come back. */
function endWithPage(window: Pick<EventTarget, 'addEventListener'>, bridge: Host): void {
  window.addEventListener('pagehide', (event) => {
    if (!(event as PageTransitionEvent).persisted) bridge.close();
  });
}

/** The window is already in use. The exported sandbox then sells nothing and stores nothing. */
function standBack(occupant: 'toss-app' | 'bridge-script'): AutoSandbox {
  if (occupant === 'toss-app') console.error(refusal("'@ait-iap/sandbox/auto'"));
  else console.warn(TWO_SANDBOXES);
  return { sandbox: createSandbox({ rate: 1 }), bridge: refusedBridge() };
}

function isNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node !== undefined;
}

/** Reading `localStorage` throws if a page may not store anything. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
