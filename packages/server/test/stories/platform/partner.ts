import type { Clock } from '@ait-iap/protocol';
import { ask } from '../../../src/partner-api/ask.js';
import { Closing } from '../../../src/partner-api/closing.js';
import type { PartnerClient } from '../../../src/partner-api/partner-client.js';
import type { PartnerContext } from '../../../src/partner-api/partner-context.js';
import { DEFAULT_TIME_ZONE } from '../../../src/partner-api/status-instant.js';
import { waitForOrder } from '../../../src/partner-api/wait-for-order.js';
import { noRateBudget } from '../../../src/rate-budget/no-rate-budget.js';
import type { PartnerTransport } from '../../../src/transport/partner-transport.js';
import type { Dice } from '../dice.js';
import type { Platform } from './platform.js';

/** How a backend reaches the platform. */
export interface PartnerOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly dice: Dice;
  /** How long one attempt may take: a long one lets answers in that are old by then. */
  readonly attemptTimeoutMs: number;
}

/**
 * The real partner client, retries, deadlines and reading of answers included, over a wire to the platform of the story. Only
 * HTTP itself is left out: it would take most of the time.
 */
export function createStoryPartner(
  options: PartnerOptions,
): Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'> {
  const { clock, dice, attemptTimeoutMs } = options;
  const context: PartnerContext = {
    transport: wire(options),
    budget: noRateBudget,
    clock,
    timeoutMs: 15_000,
    attemptTimeoutMs,
    retries: 3,
    timeZone: DEFAULT_TIME_ZONE,
    random: dice.roll,
    closing: new Closing(),
    emit: undefined,
  };
  return {
    getOrderStatus: (request) => ask(context, request, request),
    waitForOrder: (request) => waitForOrder(context, request),
  };
}

function wire({ platform, clock }: PartnerOptions): PartnerTransport {
  return {
    send: async ({ userKey, body, signal }) => {
      const { orderId } = JSON.parse(body) as { orderId: string };
      const reply = platform.reply({ orderId, userKey });
      if (reply.fault === 'silent') return new Promise(() => undefined);
      await clock.sleep(reply.afterMs, signal);
      if (reply.answer === undefined)
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return reply.answer;
    },
    certificateExpiresAt: () => undefined,
    miniApp: () => undefined,
    reloadCertificates: async () => undefined,
    close: async () => undefined,
  };
}
