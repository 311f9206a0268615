import type { Dispatcher } from 'undici';
import type { TransportAnswer, TransportRequest } from './partner-transport.js';

/** A request, and its path. */
export interface Exchange {
  readonly path: string;
  /** Names and values in alternation. */
  readonly headers: readonly string[];
  readonly request: TransportRequest;
}

/**
 * Sends one request and reads the answer as text.
 *
 * Undici's own `request` returns the body as a stream, for any length. An answer of the partner API is one piece of
 * less than 1 KiB, and a stream for it would cost a third of the call.
 *
 * @throws the error of undici; the reason of the request's signal once it is aborted
 */
export function exchange(
  dispatcher: Dispatcher,
  { path, headers, request }: Exchange,
): Promise<TransportAnswer> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(request, resolve, reject);
    dispatcher.dispatch({ method: 'POST', path, headers: headers as string[], body: request.body }, reader);
  });
}

class AnswerReader implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #httpStatus = 0;
  #retryAfter: string | undefined;
  readonly #chunks: Buffer[] = [];

  readonly #request: TransportRequest;
  readonly #resolve: (answer: TransportAnswer) => void;
  readonly #reject: (error: unknown) => void;

  constructor(
    request: TransportRequest,
    resolve: (answer: TransportAnswer) => void,
    reject: (error: unknown) => void,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  readonly #giveUp = () => this.#controller?.abort(this.#request.signal.reason as Error);

  /** The request leaves the queue. It may have been aborted while it waited there. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this.#request;
    this.#controller = controller;
    if (signal.aborted) this.#giveUp();
    else signal.addEventListener('abort', this.#giveUp);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    httpStatus: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#httpStatus = httpStatus;
    this.#retryAfter = headers['retry-after']?.toString();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#letGo();
    const answer = { httpStatus: this.#httpStatus, text: textOf(this.#chunks) };
    this.#resolve(this.#retryAfter === undefined ? answer : { ...answer, retryAfter: this.#retryAfter });
  }

  onResponseError(_: Dispatcher.DispatchController, error: unknown): void {
    this.#letGo();
    this.#reject(error);
  }

  #letGo(): void {
    this.#request.signal.removeEventListener('abort', this.#giveUp);
  }
}

/** UTF-8 without its byte order mark, which JSON does not allow. */
function textOf(chunks: readonly Buffer[]): string {
  const [first, second] = chunks;
  const text = (second === undefined ? first : Buffer.concat(chunks))?.toString() ?? '';
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
