import type { Attributes, Meter } from '@opentelemetry/api';
import type { ServerEvent } from './server-event.js';

/** From one round trip on the same machine to a whole grant window, in seconds. */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

/** Counts and times the calls of the partner API. */
export function partnerMetrics(meter: Meter): (event: ServerEvent) => void {
  const histogram = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: BOUNDARIES },
    });
  const calls = histogram(
    'ait_iap.partner.call.duration',
    'Calls of the partner API, waits and retries included',
  );
  const waits = histogram('ait_iap.partner.wait.duration', 'Waits for the rate budget and before retries');
  const attempts = meter.createCounter('ait_iap.partner.attempts', {
    description: 'Requests that were sent to the partner API',
  });
  return (event) => {
    switch (event.type) {
      case 'partner.attempt':
        attempts.add(1, outcome(event));
        break;
      case 'partner.wait':
        waits.record(event.durationMs / 1000, { 'ait_iap.reason': event.reason });
        break;
      case 'partner.call.ended':
        calls.record(event.durationMs / 1000, { 'ait_iap.lane': event.lane, ...outcome(event) });
        break;
    }
  };
}

function outcome({ status, errorCode }: { status?: string; errorCode?: string }): Attributes {
  return {
    ...(status !== undefined && { 'ait_iap.status': status }),
    ...(errorCode !== undefined && { 'error.type': errorCode }),
  };
}
