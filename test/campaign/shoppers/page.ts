import { createIapClient, type IapClient, type PurchaseOutcome, webViewBridge } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import type { Clock, WebViewWindow } from '@ait-iap/protocol';
import type { PaymentDecision } from '@ait-iap/sandbox';
import { WebSocket } from 'ws';
import { readPageOptions } from '../../../packages/sandbox/src/page/page-options.js';
import { installWebView } from '../../../packages/sandbox/src/page/web-view.js';
import { SESSION_HEADER } from '../processes/backend-options.js';
import type { Ending, Intent } from './intent.js';

/** Where a page lives. */
export interface PageSurroundings {
  readonly clock: Clock;
  /** The port of the sandbox's pages, and of a backend: both through networks that cut. */
  readonly sandboxPort: () => number;
  readonly backendPort: () => number;
  /** Called for each grant that a backend has confirmed. */
  readonly onConfirmed: (orderId: string) => Promise<void>;
  readonly onPaid: () => void;
}

/** The user who has opened it, and the device. */
export interface PageOwner {
  readonly userKey: string;
  readonly deviceId: string;
  readonly appVersion: string;
  readonly platform: 'android' | 'ios';
}

/** A page of the mini-app: the client over a real connection to the Toss app in the sandbox. */
export class Page {
  decision: PaymentDecision = 'approve';
  readonly iap: IapClient;
  readonly #window: WebViewWindow = {};
  readonly #sockets = new Set<WebSocket>();
  readonly #intents = new Set<Intent>();
  #open = true;

  get isOpen(): boolean {
    return this.#open;
  }

  constructor(
    readonly owner: PageOwner,
    private readonly world: PageSurroundings,
  ) {
    installWebView(this.#window, {
      ...readPageOptions({ ...owner, environment: 'toss', payment: 'ask' }),
      openSocket: () => this.#socket() as never,
      sheet: { present: async ({ orderId, sku }) => this.#decide(orderId, sku) },
    });
    this.iap = createIapClient({ bridge: webViewBridge(this.#window), clock: world.clock });
  }

  /** Taps "buy". The endings are written down as they come. */
  buy(intent: Intent): Promise<unknown> {
    this.#intents.add(intent);
    const kind = intent.sku.includes('subscription') ? 'subscribe' : 'purchase';
    const taps = Array.from({ length: intent.taps }, () =>
      this.iap[kind](intent.sku, { grant: this.#grant }).then(
        (outcome) => this.#end(intent, endingOf(outcome)),
        (error: unknown) => this.#end(intent, { status: 'failed', charged: `rejected: ${String(error)}` }),
      ),
    );
    return Promise.all(taps);
  }

  recover(): Promise<unknown> {
    return this.iap.recover({ grant: this.#grant }).catch((error: unknown) => error);
  }

  /** The page is reloaded, or its app is killed. What it is told from now on does not count. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const intent of this.#intents) if (intent.endings.length < intent.taps) intent.gone = true;
    // From here on, nobody answers what is sent to the Toss app.
    this.#window.ReactNativeWebView = { postMessage: () => undefined };
    for (const socket of this.#sockets) socket.terminate();
  }

  readonly #fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (!this.#open) return new Promise(() => undefined);
    const response = await fetch(input, init);
    const { orderId, outcome } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { orderId?: string; outcome?: string };
    if (orderId !== undefined && (outcome === 'granted' || outcome === 'already_granted'))
      await this.world.onConfirmed(orderId);
    return this.#open ? response : new Promise(() => undefined);
  };

  readonly #grant = (order: Parameters<ReturnType<typeof httpGrant>>[0]) =>
    httpGrant({
      url: `http://127.0.0.1:${this.world.backendPort()}/grant`,
      headers: { [SESSION_HEADER]: this.owner.userKey },
      clock: this.world.clock,
      fetch: this.#fetch,
    })(order);

  #end(intent: Intent, ending: Ending): void {
    if (this.#open) intent.endings.push(ending);
  }

  #decide(orderId: string, sku: string): PaymentDecision {
    for (const intent of this.#intents)
      if (intent.sku === sku && intent.endings.length < intent.taps) intent.orderIds.push(orderId);
    if (this.decision === 'approve') this.world.onPaid();
    return this.decision;
  }

  #socket(): WebSocket {
    const socket = new WebSocket(`ws://127.0.0.1:${this.world.sandboxPort()}/bridge`);
    // A connection that breaks says so by its `close`.
    socket.on('error', () => undefined);
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}

/** An outcome of the client, in the words of an ending. */
function endingOf(outcome: PurchaseOutcome): Ending {
  const { status } = outcome;
  if (status === 'granted') return { status, orderId: outcome.orderId };
  const { charged, code } = outcome.error;
  return { status, charged, code, orderId: 'orderId' in outcome ? outcome.orderId : undefined };
}
