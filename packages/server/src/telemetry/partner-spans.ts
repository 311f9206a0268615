import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type {
  PartnerAttempted,
  PartnerCallEnded,
  PartnerCallStarted,
  PartnerWaited,
} from './partner-event.js';
import type { ServerEvent } from './server-event.js';

/** Makes a span of each call of the partner API. */
export function partnerSpans(tracer: Tracer): (event: ServerEvent) => void {
  const open = new Map<number, Span>();
  return (event) => {
    switch (event.type) {
      case 'partner.call.started':
        open.set(event.callId, startSpan(tracer, event));
        break;
      case 'partner.attempt':
        open.get(event.callId)?.addEvent('attempt', attemptAttributes(event), event.at);
        break;
      case 'partner.wait':
        open.get(event.callId)?.addEvent('wait', waitAttributes(event), event.at);
        break;
      case 'partner.call.ended': {
        const span = open.get(event.callId);
        open.delete(event.callId);
        if (span !== undefined) endSpan(span, event);
        break;
      }
    }
  };
}

/** The active span is its parent: the event is told where the call is made. */
function startSpan(tracer: Tracer, { orderId, lane, at }: PartnerCallStarted): Span {
  return tracer.startSpan('ait_iap.get_order_status', {
    kind: SpanKind.CLIENT,
    startTime: at,
    attributes: { 'ait_iap.order_id': orderId, 'ait_iap.lane': lane },
  });
}

function endSpan(span: Span, { status, errorCode, attempts, at }: PartnerCallEnded): void {
  span.setAttribute('ait_iap.attempts', attempts);
  if (status !== undefined) span.setAttribute('ait_iap.status', status);
  if (errorCode !== undefined) {
    span.setAttribute('error.type', errorCode);
    span.setStatus({ code: SpanStatusCode.ERROR, message: errorCode });
  }
  span.end(at);
}

function attemptAttributes({ attempt, durationMs, status, errorCode }: PartnerAttempted) {
  return {
    'ait_iap.attempt': attempt,
    'ait_iap.duration_ms': durationMs,
    ...(status !== undefined && { 'ait_iap.status': status }),
    ...(errorCode !== undefined && { 'error.type': errorCode }),
  };
}

function waitAttributes({ reason, durationMs }: PartnerWaited) {
  return { 'ait_iap.reason': reason, 'ait_iap.duration_ms': durationMs };
}
