import type { Clock } from '@ait-iap/protocol';
import type { MemoryRateBudgetOptions } from '../rate-budget/memory-rate-budget.js';
import type { RateBudget } from '../rate-budget/rate-budget.js';
import type { ServerEvent } from '../telemetry/server-event.js';
import type { ClientCertificates } from '../transport/client-certificate.js';
import type { ConnectionOptions } from '../transport/connection-options.js';
import type { Fetch } from '../transport/fetch-transport.js';

/** How a partner client behaves, however it reaches the platform. */
export interface PartnerClientSettings {
  /**
   * The origin of the partner API: scheme, host and port, without a path. `https`, or `http` on this
   * machine's loopback address.
   *
   * @defaultValue `https://apps-in-toss-api.toss.im`
   */
  readonly baseUrl?: string | undefined;
  /**
   * The budget of requests: the size of one of its own, one that is shared with other clients, or `false` for none.
   *
   * @defaultValue one of its own of 3,000 a minute
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
   * How often a passing failure is tried again within one call, from 0 to 10. Asking is safe to repeat: it
   * changes nothing.
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
   * Told of each call, attempt and wait. It should be quick; what it throws is dropped. User keys are
   * redacted.
   */
  readonly onEvent?: ((event: ServerEvent) => unknown) | undefined;
  /** Gives the jitter of retries: a number from 0 to 1. @defaultValue `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** A partner client on Node: undici with the client certificate of the mini-app. */
export interface TlsPartnerClientOptions extends PartnerClientSettings, ConnectionOptions {
  /**
   * The client certificate from the console and its key; or a source of them, or two while one replaces the
   * other.
   */
  readonly tls: ClientCertificates;
  readonly fetch?: undefined;
}

/** A partner client on any other runtime: a `fetch` that is bound to the client certificate. */
export interface FetchPartnerClientOptions extends PartnerClientSettings {
  /** Called with a `Request`, as by `ky`. It has to present the client certificate by itself. */
  readonly fetch: Fetch;
  readonly tls?: undefined;
}

/** What a partner client is made from. */
export type PartnerClientOptions = TlsPartnerClientOptions | FetchPartnerClientOptions;
