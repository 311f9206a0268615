import type { Clock } from '@ait-iap/protocol';
import type { MemoryRateBudgetOptions } from '../rate-budget/memory-rate-budget.js';
import type { RateBudget } from '../rate-budget/rate-budget.js';
import type { ServerEvent } from '../telemetry/server-event.js';
import type { ClientCertificates } from '../transport/client-certificate.js';
import type { ConnectionOptions } from '../transport/connection-options.js';
import type { Fetch } from '../transport/fetch-transport.js';

/** How a partner client behaves, no matter how it reaches the platform. */
export interface PartnerClientSettings {
  /**
   * The origin of the partner API: scheme, host and port, without a path. `https`, or `http` on this
   * machine's loopback address.
   *
   * @defaultValue `https://apps-in-toss-api.toss.im`
   */
  readonly baseUrl?: string | undefined;
  /**
   * The rate budget: the size of the client's own budget, a budget that is shared with other clients, or `false` for
   * none.
   *
   * @defaultValue an own budget of 3,000 requests a minute
   */
  readonly rateLimit?: false | Pick<MemoryRateBudgetOptions, 'perMinute'> | RateBudget | undefined;
  /** Measures deadlines, waits and the budget. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /**
   * How long an interactive call may take in all, retries and waits included, in milliseconds, unless it has
   * a `deadline`.
   *
   * @defaultValue 15000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How long one attempt may take, in milliseconds, so that one hanging connection does not spend the whole
   * deadline.
   *
   * @defaultValue 5000
   */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * How many times one call repeats a request after a temporary failure, from 0 to 10. A question can be repeated
   * safely: it changes nothing.
   *
   * @defaultValue 3
   */
  readonly retries?: number | undefined;
  /**
   * The zone of a `statusDeterminedAt` that has none: an IANA name or an offset such as `+09:00`.
   *
   * @defaultValue 'Asia/Seoul'
   */
  readonly timeZone?: string | undefined;
  /**
   * Called for each call, attempt and wait. It should be quick. Errors that it throws are dropped. User keys are
   * redacted.
   */
  readonly onEvent?: ((event: ServerEvent) => unknown) | undefined;
  /** The source of the jitter of retries: returns a number from 0 to 1. @defaultValue `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** A partner client on Node: undici with the client certificate of the mini-app. */
export interface TlsPartnerClientOptions extends PartnerClientSettings, ConnectionOptions {
  /**
   * The client certificate from the console and its key, or a function that returns them. A list of two while one
   * replaces the other.
   */
  readonly tls: ClientCertificates;
  /** Not used together with `tls`. */
  readonly fetch?: undefined;
}

/** A partner client on any other runtime, with a `fetch` that is bound to the client certificate. */
export interface FetchPartnerClientOptions extends PartnerClientSettings {
  /** Called with a `Request`. It has to present the client certificate itself. */
  readonly fetch: Fetch;
  /** Not used together with `fetch`. */
  readonly tls?: undefined;
}

/** The options of `createPartnerClient`. */
export type PartnerClientOptions = TlsPartnerClientOptions | FetchPartnerClientOptions;
