import { SpanStatusCode, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { describe, expect, test } from 'vitest';
import { failOf, scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { emitter } from '../listeners/emitter.js';
import { ANY_USER } from '../partner-api/any-user.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import { openTelemetry } from './open-telemetry.js';
import type { PartnerEvent } from './partner-event.js';
import type { ServerEvent } from './server-event.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const USER = '4437311040';

/** One call that fails once and then succeeds, and one that fails for good. */
async function twoCalls(onEvent: (event: ServerEvent) => unknown) {
  const clock = new ManualClock();
  const { fetch } = scriptedFetch((_, index) =>
    index === 0 ? new Response('', { status: 503 }) : index === 1 ? successOf(ORDER) : failOf('4001'),
  );
  const partner = createPartnerClient({ fetch, clock, random: () => 1, onEvent });
  const first = partner.getOrderStatus({ orderId: ORDER, userKey: USER });
  await clock.run(200);
  await first;
  await partner.getOrderStatus({ orderId: ORDER, userKey: ANY_USER, lane: 'background' }).catch(() => {});
}

describe('events of the partner client', () => {
  test('report each call, attempt and wait in order', async () => {
    const events: PartnerEvent[] = [];
    await twoCalls((event) => events.push(event as PartnerEvent));
    const callId = events[0]?.callId;
    expect(events.map(({ at, orderId, ...event }) => event)).toEqual([
      { type: 'partner.call.started', callId, lane: 'interactive', userKey: '44…(10)' },
      { type: 'partner.attempt', callId, attempt: 1, durationMs: 0, errorCode: 'HTTP_ERROR' },
      { type: 'partner.wait', callId, reason: 'retry', durationMs: 200 },
      { type: 'partner.attempt', callId, attempt: 2, durationMs: 0, status: 'PURCHASED' },
      {
        type: 'partner.call.ended',
        callId,
        lane: 'interactive',
        durationMs: 200,
        attempts: 2,
        status: 'PURCHASED',
      },
      expect.objectContaining({ type: 'partner.call.started', lane: 'background' }),
      expect.objectContaining({ type: 'partner.attempt', errorCode: 'RESULT_NOT_SUCCESS' }),
      expect.objectContaining({ type: 'partner.call.ended', attempts: 1, errorCode: 'RESULT_NOT_SUCCESS' }),
    ]);
    expect(JSON.stringify(events)).not.toContain(USER);
    expect(events[5]).not.toHaveProperty('userKey');
  });

  test('a listener that throws or rejects changes nothing', async () => {
    const broken = [
      () => {
        throw new Error('no space left on device');
      },
      () => Promise.reject(new Error('collector is gone')),
    ];
    for (const onEvent of broken) {
      const { fetch } = scriptedFetch(() => successOf(ORDER));
      const partner = createPartnerClient({ fetch, onEvent });
      await expect(partner.getOrderStatus({ orderId: ORDER, userKey: USER })).resolves.toBeDefined();
    }
  });

  test('without a listener they cost nothing', () => {
    expect(emitter(undefined)).toBeUndefined();
  });
});

describe('OpenTelemetry', () => {
  function setUp() {
    const spans = new InMemorySpanExporter();
    const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer(
      'test',
    );
    const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 });
    const provider = new MeterProvider({ readers: [reader] });
    return {
      spans,
      measured,
      provider,
      onEvent: openTelemetry({ tracer, meter: provider.getMeter('test') }),
    };
  }

  test('gets one span for each call, with attempts, waits and times of the clock, and without a user key', async () => {
    const { spans, onEvent, provider } = setUp();
    await twoCalls(onEvent);
    const [good, bad] = spans.getFinishedSpans();
    expect(good?.name).toBe('ait_iap.get_order_status');
    expect(good?.attributes).toEqual({
      'ait_iap.order_id': ORDER,
      'ait_iap.lane': 'interactive',
      'ait_iap.attempts': 2,
      'ait_iap.status': 'PURCHASED',
    });
    expect(good?.events.map(({ name }) => name)).toEqual(['attempt', 'wait', 'attempt']);
    expect(good?.duration).toEqual([0, 200_000_000]);
    expect(bad?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'RESULT_NOT_SUCCESS' });
    const shown = JSON.stringify([good?.attributes, good?.events, bad?.attributes]);
    expect(shown).not.toMatch(/44…|4437311040/);
    await provider.shutdown();
  });

  test('gets durations, attempts and what the fulfilment did as metrics', async () => {
    const { measured, onEvent, provider } = setUp();
    await twoCalls(onEvent);
    onEvent({ type: 'fulfillment.granted', orderId: ORDER, at: 0, sku: 'sku.one', userKey: '44…(10)' });
    onEvent({ type: 'fulfillment.denied', orderId: ORDER, at: 0, outcome: 'pending', reason: 'not_paid' });
    await provider.forceFlush();
    const all = measured
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
    const points = (name: string) =>
      all.find(({ descriptor }) => descriptor.name === name)?.dataPoints.map(({ attributes }) => attributes);
    expect(points('ait_iap.partner.call.duration')).toEqual([
      { 'ait_iap.lane': 'interactive', 'ait_iap.status': 'PURCHASED' },
      { 'ait_iap.lane': 'background', 'error.type': 'RESULT_NOT_SUCCESS' },
    ]);
    expect(points('ait_iap.partner.attempts')).toHaveLength(3);
    expect(points('ait_iap.partner.wait.duration')).toEqual([{ 'ait_iap.reason': 'retry' }]);
    expect(points('ait_iap.fulfillment.events')).toEqual([
      { 'ait_iap.event': 'fulfillment.granted' },
      { 'ait_iap.event': 'fulfillment.denied', 'ait_iap.outcome': 'pending', 'ait_iap.reason': 'not_paid' },
    ]);
    await provider.shutdown();
  });

  test('works with the global tracer and meter when none is given', async () => {
    expect(trace.getActiveSpan()).toBeUndefined();
    await expect(twoCalls(openTelemetry())).resolves.toBeUndefined();
  });
});
