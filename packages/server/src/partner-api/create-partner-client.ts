import { systemClock } from '../clock/system-clock.js';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { emitter } from '../listeners/emitter.js';
import { partnerOptions as read } from '../options/partner-options.js';
import { memoryRateBudget } from '../rate-budget/memory-rate-budget.js';
import { noRateBudget } from '../rate-budget/no-rate-budget.js';
import type { RateBudget } from '../rate-budget/rate-budget.js';
import type { ServerEvent } from '../telemetry/server-event.js';
import type { OnUnusable } from '../transport/certificate-set.js';
import { DEFAULT_CONNECTIONS } from '../transport/connection-options.js';
import { fetchTransport } from '../transport/fetch-transport.js';
import { nodeTransport } from '../transport/node-transport.js';
import type { PartnerTransport } from '../transport/partner-transport.js';
import { ask } from './ask.js';
import { Closing } from './closing.js';
import { getOrderStatuses } from './get-order-statuses.js';
import type { PartnerClient } from './partner-client.js';
import type { PartnerClientOptions, PartnerClientSettings } from './partner-client-options.js';
import type { PartnerContext } from './partner-context.js';
import { readOrigin, readTimeZone } from './read-settings.js';
import { DEFAULT_TIME_ZONE } from './status-instant.js';
import { waitForOrder } from './wait-for-order.js';

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = { byDefault: 15_000, min: 1, max: HOUR_MS };
const ATTEMPT_TIMEOUT_MS = { byDefault: 5_000, min: 1, max: HOUR_MS };
const RETRIES = { byDefault: 3, min: 0, max: 10 };
const BUDGET_METHODS = ['tryTake', 'take', 'pause', 'expectedWaitMs', 'close'];
const CONNECTIONS = { byDefault: DEFAULT_CONNECTIONS, min: 1, max: 1_000 };

/**
 * Makes a client of the partner API. Keep one for the whole process: it holds connections and the rate
 * budget.
 *
 * Checks the options at once. Sends nothing before the first call.
 *
 * @throws ClientCertificateError if the certificate, its key or the CA cannot be used
 * @throws PartnerInputError for any other option
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { createPartnerClient } from '@ait-iap/server';
 *
 * const partner = createPartnerClient({
 *   tls: { cert: readFileSync('client.crt'), key: readFileSync('client.key') },
 * });
 * const order = await partner.getOrderStatus({
 *   orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
 *   userKey: '443731104',
 * });
 * console.log(order.status, order.isGrantable);
 * ```
 */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  if (typeof options !== 'object' || options === null) throw nothingToAskThrough('no options are given');
  const closing = new Closing();
  const context = createContext(options, closing);
  const { transport, budget } = context;
  const ownsBudget = !isBudget(options.rateLimit);
  return {
    getOrderStatus: (request) => ask(context, request, request),
    waitForOrder: async (request) => waitForOrder(context, request),
    getOrderStatuses: (questions, listOptions = {}) => getOrderStatuses(context, questions, listOptions),
    certificateExpiresAt: () => transport.certificateExpiresAt(),
    miniApp: () => transport.miniApp(),
    reloadCertificates: () => transport.reloadCertificates(),
    async close() {
      closing.close();
      if (ownsBudget) budget.close();
      await transport.close();
    },
  };
}

function createContext(options: PartnerClientOptions, closing: Closing): PartnerContext {
  const { clock = systemClock, random = Math.random, timeZone = DEFAULT_TIME_ZONE } = options;
  read.optionalClock(options.clock);
  read.optionalFunction('random', options.random);
  read.optionalFunction('onEvent', options.onEvent);
  const emit = emitter<ServerEvent>(options.onEvent);
  return {
    clock,
    random,
    closing,
    emit,
    timeZone: readTimeZone(timeZone),
    timeoutMs: read.wholeNumber('timeoutMs', options.timeoutMs, TIMEOUT_MS),
    attemptTimeoutMs: read.wholeNumber('attemptTimeoutMs', options.attemptTimeoutMs, ATTEMPT_TIMEOUT_MS),
    retries: read.wholeNumber('retries', options.retries, RETRIES),
    transport: chooseTransport(options, ({ field, code: errorCode, message }) =>
      emit?.({ type: 'partner.certificate.unusable', at: clock.now(), field, errorCode, message }),
    ),
    budget: chooseBudget(options),
  };
}

function chooseTransport(options: PartnerClientOptions, onUnusable: OnUnusable): PartnerTransport {
  const { tls, fetch, baseUrl } = options;
  if (tls !== undefined && fetch === undefined) {
    const { http2, connections } = options;
    return nodeTransport({
      tls,
      origin: readOrigin(baseUrl, false),
      connections: read.wholeNumber('connections', connections, CONNECTIONS),
      http2: read.flag('http2', http2, true),
      renewalClock: options.clock,
      onUnusable,
    });
  }
  if (typeof fetch === 'function' && tls === undefined)
    return fetchTransport(fetch, readOrigin(baseUrl, true));
  throw nothingToAskThrough(
    tls === undefined ? 'neither it nor a fetch function is given' : 'it is given together with fetch',
  );
}

function nothingToAskThrough(why: string): PartnerInputError {
  return new PartnerInputError(
    'tls',
    why,
    'Pass `tls` with the client certificate on Node, or `fetch` on a runtime that binds the certificate to it.',
  );
}

function chooseBudget({ rateLimit, clock }: PartnerClientSettings): RateBudget {
  if (rateLimit === false) return noRateBudget;
  if (rateLimit !== undefined) {
    const remedy = 'Pass { perMinute }, a budget such as postgresRateBudget(pool), or false for none.';
    read.requireObject('rateLimit', rateLimit, remedy);
    if ('take' in rateLimit) read.requireMethods('rateLimit', rateLimit, BUDGET_METHODS, remedy);
  }
  return isBudget(rateLimit) ? rateLimit : memoryRateBudget({ clock, perMinute: rateLimit?.perMinute });
}

function isBudget(rateLimit: PartnerClientSettings['rateLimit']): rateLimit is RateBudget {
  return typeof rateLimit === 'object' && rateLimit !== null && 'take' in rateLimit;
}
