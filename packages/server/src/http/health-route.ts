import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';

/** What the health check of a backend reads. */
export interface HealthSources {
  readonly fulfillment: Pick<Fulfillment, 'health' | 'backlog'>;
  /** When the client certificate expires, if that is known. */
  readonly certificateExpiresAt: () => Date | undefined;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;

// Longer than the store's own limit, whose error says what hangs.
const LIMIT_MS = 4_000;

/**
 * Answers `GET /healthz`, for a load balancer: 200 while orders can be verified and grants written, else 503. It
 * answers within a few seconds, whatever hangs. The answer is public, so it contains numbers and no names.
 */
export async function healthRoute(sources: HealthSources): Promise<Response> {
  const { certificateExpiresAt, clock } = sources;
  const expiresAt = certificateExpiresAt();
  const daysLeft =
    expiresAt === undefined ? undefined : Math.floor((expiresAt.getTime() - clock.now()) / DAY_MS);
  const certificate = daysLeft === undefined ? {} : { certificate: { daysLeft } };
  try {
    const [{ schemaVersion, brokenOrders }, backlog] = await lookInTime(sources);
    const usable = daysLeft === undefined || daysLeft >= 0;
    const database = { schemaVersion, brokenOrders };
    return jsonResponse(
      { status: usable ? 'ok' : 'unavailable', database, ...certificate, backlog },
      usable ? 200 : 503,
    );
  } catch {
    return jsonResponse({ status: 'unavailable', database: 'unavailable', ...certificate }, 503);
  }
}

function lookInTime({ fulfillment, clock }: HealthSources) {
  const limit = { clock, milliseconds: LIMIT_MS, reason: () => new Error('no answer') };
  return inTime(limit, () => Promise.all([fulfillment.health(), fulfillment.backlog()]));
}

/**
 * Answers `GET /livez`, for the tool that restarts processes: 200 while this process answers at all. It checks nothing
 * else, because a restart does not repair a database and would end grants in progress.
 */
export async function livenessRoute(): Promise<Response> {
  return jsonResponse({ status: 'ok' }, 200);
}
