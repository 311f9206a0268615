import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';

/** Answers `GET /healthz`: 200 while grants can be written, else 503. */
export async function healthRoute(fulfillment: Fulfillment): Promise<Response> {
  try {
    const { schemaVersion } = await fulfillment.health();
    return jsonResponse({ status: 'ok', database: { schemaVersion } });
  } catch {
    return jsonResponse({ status: 'unavailable', database: 'unavailable' }, 503);
  }
}
