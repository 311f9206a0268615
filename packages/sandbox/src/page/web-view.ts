import {
  type HostEmitter,
  type LocalizedText,
  serializeBridgeError,
  type WebViewWindow,
} from '@ait-iap/protocol';
import type { FromPage, ToPage } from '../host/bridge-socket/wire.js';
import { deviceConstants } from '../host/device-constants.js';
import type { PaymentSheet } from '../host/payment-sheet.js';
import type { PhoneScreens } from '../host/phone-screens.js';
import { LatestNews } from './latest-news.js';
import { OpenCalls } from './open-calls.js';
import type { PageOptions } from './page-options.js';
import type { PagePhone } from './panel/page-phone.js';
import { RemoteSheets } from './remote-sheets.js';
import { SandboxConnection, type SocketLike } from './sandbox-connection.js';

/** Where answers come from, and who decides on payments. */
export interface WebViewOptions extends PageOptions {
  readonly openSocket: () => SocketLike;
  /** Says that the page goes into the back/forward cache and comes back: its `window`. Absent outside a browser. */
  readonly life?: Pick<EventTarget, 'addEventListener'> | undefined;
  readonly sheet: PaymentSheet;
  /** Absent if nothing can be drawn. */
  readonly screens?: PhoneScreens | undefined;
}

/**
 * Makes a window look like a WebView of the Toss app, which runs in the sandbox server.
 * @returns the settings of the phone that can be changed
 */
export function installWebView(window: WebViewWindow, options: WebViewOptions): PagePhone {
  const { device, fault, sheet, screens, hasPanel, openSocket, life } = options;
  let { payment, drawn } = options;
  const calls = new OpenCalls();
  const armed = new LatestNews<readonly LocalizedText[] | undefined>(undefined);
  let refusal: string | undefined;
  let ended = 0;

  const emit = (topic: string, data: unknown) => {
    calls.answered(topic, data);
    // Looked up each time, because the official SDK puts its own emitter there when its module loads.
    window.__GRANITE_NATIVE_EMITTER?.emit(topic, data);
  };
  const showScreen = async ({ screenId, screen }: ToPage & { kind: 'screen' }) => {
    const before = ended;
    const refund = await screens?.show(screen);
    // The next Toss app numbers its screens from 1 again, and has never shown this one.
    if (before !== ended) return;
    connection.send({ kind: 'left', screenId, ...(refund !== undefined && { refund }) });
  };
  const onMessage = (message: ToPage) => {
    if (message.kind === 'emit') emit(message.topic, message.data);
    else if (message.kind === 'sheet') void sheets.show(message);
    else if (message.kind === 'closeSheet') sheets.takeDown(message.sheetId);
    else if (message.kind === 'screen') void showScreen(message);
    else if (message.kind === 'push') screens?.notify(message.text);
    else if (message.kind === 'armed') armed.tell(message.faults);
    else refusal = message.detail;
  };
  const onLost = (why?: string) => {
    ended += 1;
    sheets.takeDownAll();
    armed.tell(undefined);
    if (refusal !== undefined) console.error(`[ait-iap sandbox] ${refusal}`);
    for (const topic of calls.takeErrorTopics()) emit(topic, lostError(refusal ?? why));
    refusal = undefined;
  };
  const hello = (): FromPage => ({
    kind: 'hello',
    ...{ device, payment, drawn: drawn && screens !== undefined, hasPanel },
    ...(fault !== undefined && { fault }),
  });
  const connection = new SandboxConnection(openSocket, hello, { onMessage, onLost });
  const sheets = new RemoteSheets(sheet, (message) => connection.send(message));

  window.__CONSTANT_HANDLER_MAP = deviceConstants(device);
  window.__GRANITE_NATIVE_EMITTER = createEmitter();
  window.ReactNativeWebView = {
    postMessage(text) {
      const message = parseMessage(text);
      if (message === undefined) return;
      calls.sent(message);
      connection.send({ kind: 'message', message });
    },
  };
  const whenKept = (type: 'pagehide' | 'pageshow', act: () => void) =>
    life?.addEventListener(type, (event) => {
      if ((event as PageTransitionEvent).persisted) act();
    });
  whenKept('pagehide', () => connection.sleep());
  whenKept('pageshow', () => connection.wake());
  connection.connect();
  return {
    pay(by, areDrawn) {
      payment = by;
      drawn = areDrawn;
      connection.send({ kind: 'payment', payment, drawn: drawn && screens !== undefined });
    },
    arm: (scenario) => connection.send({ kind: 'arm', scenario }),
    disarm: () => connection.send({ kind: 'disarm' }),
    onArmed: (listener) => armed.follow(listener),
  };
}

/** A page may post messages that are not for the Toss app, such as those of a developer tool. That is not an error. */
function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NOT_REACHED =
  'The sandbox cannot be reached. Start it with `ait-iap-sandbox serve`. (샌드박스에 연결할 수 없어요.)';

/**
 * The error for open calls of a page whose Toss app has gone. As on a phone, the page cannot know whether the user was
 * charged.
 */
function lostError(reason = NOT_REACHED) {
  return serializeBridgeError(Object.assign(new Error(reason), { code: 'NETWORK_ERROR' }));
}

/** The emitter of a page that does not load the official SDK, in the shape of the SDK's own. */
export function createEmitter(): HostEmitter {
  const events: HostEmitter['events'] = Object.create(null);
  return {
    events,
    emit(topic, data) {
      for (const handler of [...(events[topic] ?? [])]) handler(data);
    },
    on(topic, handler) {
      events[topic] = [...(events[topic] ?? []), handler];
      return () => {
        const left = (events[topic] ?? []).filter((known) => known !== handler);
        if (left.length > 0) events[topic] = left;
        else delete events[topic];
      };
    },
  };
}
