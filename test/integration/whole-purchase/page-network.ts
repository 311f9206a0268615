import type { Clock } from '@ait-iap/protocol';

/** What can happen to a request between a page and its backend. */
export const NETWORK_TROUBLES = ['down', 'gateway', 'late', 'answer-lost', 'garbage'] as const;

/** One of {@link NETWORK_TROUBLES}. */
export type NetworkTrouble = (typeof NETWORK_TROUBLES)[number];

/** Longer than any page waits for its backend. */
const LATE_MS = 40_000;

/** The way from the pages to the backend of the moment. */
export class PageNetwork {
  #trouble: { readonly kind: NetworkTrouble; left: number } | undefined;

  readonly #clock: Clock;
  readonly #backend: () => (request: Request) => Promise<Response>;

  constructor(clock: Clock, backend: () => (request: Request) => Promise<Response>) {
    this.#clock = clock;
    this.#backend = backend;
  }

  /** The next so many requests have this trouble. */
  break(kind: NetworkTrouble, times: number): void {
    this.#trouble = { kind, left: times };
  }

  mend(): void {
    this.#trouble = undefined;
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const trouble = this.#strike();
    if (trouble === 'down') throw new TypeError('the connection was refused');
    if (trouble === 'gateway') return new Response('bad gateway', { status: 502 });
    if (trouble === 'garbage') return new Response('<html>a captive portal</html>');
    // The backend works on although the page has given up: only what travels back is lost.
    const response = await this.#backend()(new Request(request, { signal: null }));
    if (trouble === 'answer-lost') throw new TypeError('the connection was reset');
    if (trouble === 'late') await this.#clock.sleep(LATE_MS, request.signal);
    return response;
  };

  #strike(): NetworkTrouble | undefined {
    if (this.#trouble === undefined || this.#trouble.left < 1) return undefined;
    this.#trouble.left--;
    return this.#trouble.kind;
  }
}
