import type { FromPage, ToPage } from '../host/bridge-socket/wire.js';

/** The events of a connection. */
export interface ConnectionListener {
  onMessage(message: ToPage): void;
  /**
   * The Toss app has gone. Without a reason, the sandbox has gone or could not be reached. The next `send` tries again.
   */
  onLost(why?: string): void;
}

/** The part of a WebSocket that this file uses. A test passes its own. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
};

const OPEN = 1;

const WAS_KEPT =
  'The page was in the back/forward cache, and its Toss app has closed. (다른 페이지에 다녀온 사이에 토스 앱이 닫혔어요.)';

/**
 * One WebSocket for all messages between a page and its Toss app. It connects with the first message, sends `hello`
 * first, and keeps messages until it is open.
 */
export class SandboxConnection {
  #socket: SocketLike | undefined;
  #waiting: FromPage[] = [];

  readonly #open: () => SocketLike;
  readonly #hello: () => FromPage;
  readonly #listener: ConnectionListener;

  constructor(open: () => SocketLike, hello: () => FromPage, listener: ConnectionListener) {
    this.#open = open;
    this.#hello = hello;
    this.#listener = listener;
  }

  send(message: FromPage): void {
    const socket = this.connect();
    if (socket?.readyState === OPEN) socket.send(JSON.stringify(message));
    else this.#waiting.push(message);
  }

  /** Connects if it is not connected. `undefined` if the browser does not allow it to try. */
  connect(): SocketLike | undefined {
    if (this.#socket) return this.#socket;
    let socket: SocketLike;
    try {
      socket = this.#open();
    } catch {
      // For example, a content security policy without the sandbox in `connect-src`.
      queueMicrotask(() => this.#lost(undefined));
      return undefined;
    }
    this.#socket = socket;
    socket.onopen = () => {
      for (const message of [this.#hello(), ...this.#waiting.splice(0)]) socket.send(JSON.stringify(message));
    };
    socket.onmessage = ({ data }) => this.#listener.onMessage(JSON.parse(String(data)) as ToPage);
    socket.onclose = () => this.#lost(socket);
    return socket;
  }

  /** The page goes into the back/forward cache. Its Toss app ends, as that of a closed page; the page hears of it later. */
  sleep(): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  /** The page is shown again, with a Toss app that is just started. */
  wake(): void {
    this.#lost(this.#socket, WAS_KEPT);
    this.connect();
  }

  #lost(socket: SocketLike | undefined, why?: string): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#waiting = [];
    this.#listener.onLost(why);
  }
}
