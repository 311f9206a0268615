import { type HostEmitter, serializeBridgeError, type WebViewWindow } from '@ait-iap/protocol';
import type { ToPage } from '../host/bridge-socket/wire.js';
import { deviceConstants } from '../host/device-constants.js';
import type { PaymentSheet } from '../host/payment-sheet.js';
import type { PhoneScreens } from '../host/phone-screens.js';
import { OpenCalls } from './open-calls.js';
import type { PageOptions } from './page-options.js';
import { SandboxConnection, type SocketLike } from './sandbox-connection.js';

/** Where the answers come from and who decides about payments. */
export interface WebViewOptions extends PageOptions {
  readonly openSocket: () => SocketLike;
  readonly sheet: PaymentSheet;
  /** Absent where nobody looks at what the Toss app shows. */
  readonly phone?: PhoneScreens | undefined;
}

/** Makes a window look like a WebView of the Toss app, which is in the sandbox server. */
export function installWebView(window: WebViewWindow, options: WebViewOptions): void {
  const { device, payment, fault, sheet, phone, openSocket } = options;
  const calls = new OpenCalls();
  const sheets = new Map<number, AbortController>();
  let refusal: string | undefined;

  const emit = (topic: string, data: unknown) => {
    calls.answered(topic, data);
    // Looked up each time: the official SDK puts its own emitter there when its module loads.
    window.__GRANITE_NATIVE_EMITTER?.emit(topic, data);
  };
  const show = async ({ sheetId, sheet: order }: ToPage & { kind: 'sheet' }) => {
    const closing = new AbortController();
    sheets.set(sheetId, closing);
    const answer = await sheet.present(order, closing.signal).catch(() => 'cancel' as const);
    if (closing.signal.aborted) return;
    const decided = typeof answer === 'string' ? { decision: answer } : answer;
    // One on which somebody has paid stays up until the Toss app has said its last word.
    if (decided.decision === 'cancel') sheets.delete(sheetId);
    connection.send({ kind: 'decision', sheetId, ...decided });
  };
  const takeDown = (sheetId: number) => {
    sheets.get(sheetId)?.abort();
    sheets.delete(sheetId);
  };
  const showScreen = async ({ screenId, screen }: ToPage & { kind: 'screen' }) => {
    const refund = await phone?.show(screen);
    connection.send({ kind: 'left', screenId, ...(refund !== undefined && { refund }) });
  };
  const onMessage = (message: ToPage) => {
    if (message.kind === 'emit') emit(message.topic, message.data);
    else if (message.kind === 'sheet') void show(message);
    else if (message.kind === 'closeSheet') takeDown(message.sheetId);
    else if (message.kind === 'screen') void showScreen(message);
    else if (message.kind === 'push') phone?.notify(message.text);
    else refusal = message.detail;
  };
  const onLost = () => {
    for (const sheetId of [...sheets.keys()]) takeDown(sheetId);
    if (refusal !== undefined) console.error(`[ait-iap sandbox] ${refusal}`);
    for (const topic of calls.takeErrorTopics()) emit(topic, lostError(refusal));
    refusal = undefined;
  };
  const connection = new SandboxConnection(
    openSocket,
    { kind: 'hello', device, payment, screens: phone !== undefined, ...(fault !== undefined && { fault }) },
    { onMessage, onLost },
  );

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
  connection.connect();
}

/** A page may post what is not for the Toss app, such as the chatter of a developer tool: that is nobody's mistake. */
function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NOT_REACHED =
  'The sandbox cannot be reached. Start it with `ait-iap-sandbox serve`. (샌드박스에 연결할 수 없어요.)';

/** What a page waits for when its Toss app has gone. Whether it was charged is unknown to it, as on a phone. */
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
