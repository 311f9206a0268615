import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';

/** What the health of a backend is told by. */
export interface HealthSources {
  readonly fulfillment: Pick<Fulfillment, 'health' | 'backlog'>;
  /** When the client certificate runs out, where that is known. */
  readonly certificateExpiresAt: () => Date | undefined;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;

/**
 * Answers `GET /healthz`: 200 while orders can be verified and grants written, else 503. The answer is public, so it holds
 * numbers and no names.
 */
export async function healthRoute({
  fulfillment,
  certificateExpiresAt,
  now,
}: HealthSources): Promise<Response> {
  const expiresAt = certificateExpiresAt();
  const daysLeft = expiresAt === undefined ? undefined : Math.floor((expiresAt.getTime() - now()) / DAY_MS);
  const certificate = daysLeft === undefined ? {} : { certificate: { daysLeft } };
  try {
    const [{ schemaVersion }, backlog] = await Promise.all([fulfillment.health(), fulfillment.backlog()]);
    const usable = daysLeft === undefined || daysLeft >= 0;
    return jsonResponse(
      { status: usable ? 'ok' : 'unavailable', database: { schemaVersion }, ...certificate, backlog },
      usable ? 200 : 503,
    );
  } catch {
    return jsonResponse({ status: 'unavailable', database: 'unavailable', ...certificate }, 503);
  }
}
