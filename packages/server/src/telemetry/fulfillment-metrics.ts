import { type Attributes, type Meter, trace } from '@opentelemetry/api';
import type { ServerEvent } from './server-event.js';

/** Counts what the fulfilment did, and notes it in the active span. */
export function fulfillmentMetrics(meter: Meter): (event: ServerEvent) => void {
  const events = meter.createCounter('ait_iap.fulfillment.events', {
    description: 'Grants, revocations, denials, deliveries and failures',
  });
  return (event) => {
    if (event.type.startsWith('partner.')) return;
    const attributes = described(event);
    events.add(1, { 'ait_iap.event': event.type, ...attributes });
    trace.getActiveSpan()?.addEvent(event.type, { ...orderOf(event), ...attributes }, event.at);
  };
}

function orderOf(event: ServerEvent): Attributes {
  return 'orderId' in event ? { 'ait_iap.order_id': event.orderId } : {};
}

/** The attributes of an event. They have few values, so they can label a time series. Never an order or a user. */
function described(event: ServerEvent): Attributes {
  const words = ['outcome', 'reason', 'status', 'errorCode', 'action', 'callback', 'confirmed'] as const;
  const fields = event as Partial<Record<(typeof words)[number], string | boolean>>;
  return Object.fromEntries(
    words
      .filter((word) => fields[word] !== undefined)
      .map((word) => [word === 'errorCode' ? 'error.type' : `ait_iap.${word}`, fields[word]]),
  );
}
