import { type Meter, metrics, type Tracer, trace } from '@opentelemetry/api';
import { fulfillmentMetrics } from './fulfillment-metrics.js';
import { partnerMetrics } from './partner-metrics.js';
import { partnerSpans } from './partner-spans.js';
import type { ServerEvent } from './server-event.js';

/** Where spans and metrics go. */
export interface OpenTelemetryOptions {
  /** Makes the spans. @defaultValue the global tracer named `@ait-iap/server` */
  readonly tracer?: Tracer | undefined;
  /** Makes the metrics. @defaultValue the global meter named `@ait-iap/server` */
  readonly meter?: Meter | undefined;
}

const NAME = '@ait-iap/server';

/**
 * A listener for `onEvent` that turns events into OpenTelemetry spans and metrics. Give the same one to the
 * partner client and to the fulfilment.
 *
 * Create it whenever you like. The SDK of OpenTelemetry has to be started before the first event.
 *
 * One span for each call of the partner API (`ait_iap.get_order_status`), a child of the span that is active
 * where the call is made, with its attempts and waits as span events. Grants, revocations and denials become
 * events of the active span. Metrics: `ait_iap.partner.call.duration` and `ait_iap.partner.wait.duration`
 * (seconds), `ait_iap.partner.attempts` and `ait_iap.fulfillment.events`. No user key and no part of one is
 * ever recorded.
 *
 * @example
 * ```ts
 * import { createPartnerClient } from '@ait-iap/server';
 * import { certificateFromEnvironment } from '@ait-iap/server/node';
 * import { openTelemetry } from '@ait-iap/server/opentelemetry';
 *
 * const onEvent = openTelemetry();
 * const partner = createPartnerClient({ tls: certificateFromEnvironment(), onEvent });
 * ```
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): (event: ServerEvent) => void {
  let listeners: readonly ((event: ServerEvent) => void)[] | undefined;
  return (event) => {
    // Not before the first event: a meter that was taken before the SDK has started records nothing for ever.
    listeners ??= listenersOf(options);
    for (const listen of listeners) listen(event);
  };
}

function listenersOf({
  tracer = trace.getTracer(NAME),
  meter = metrics.getMeter(NAME),
}: OpenTelemetryOptions) {
  return [partnerSpans(tracer), partnerMetrics(meter), fulfillmentMetrics(meter)];
}
