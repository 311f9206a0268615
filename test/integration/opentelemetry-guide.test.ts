import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { createFulfillment, type FulfillmentEvent, type PartnerClient } from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import { metrics, trace } from '@opentelemetry/api';
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
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { blocksOf, blockWith } from '../../scripts/guides/guide-blocks.mjs';

const USER = 'user-key-443731104';
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** The exports of the guide's block. */
interface GuideBlock {
  readonly partner: PartnerClient;
  both(toSentry: (event: FulfillmentEvent) => void): (event: FulfillmentEvent) => void;
}

let folder: string;
let served: ServedSandbox;
let spans: InMemorySpanExporter;
let measured: InMemoryMetricExporter;
let meters: MeterProvider;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'opentelemetry-'));
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: join(folder, 'sandbox') });
  const { ca, client } = served.certificates;
  const environment = { AIT_IAP_CA: ca, AIT_IAP_CLIENT_CERT: client.cert, AIT_IAP_CLIENT_KEY: client.key };
  Object.assign(process.env, environment);
});
afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['AIT_IAP_CA', 'AIT_IAP_CLIENT_CERT', 'AIT_IAP_CLIENT_KEY']) delete process.env[name];
});
beforeEach(() => {
  spans = new InMemorySpanExporter();
  measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 3_600_000 });
  meters = new MeterProvider({ readers: [reader] });
});
afterEach(async () => {
  await meters.shutdown();
  trace.disable();
  metrics.disable();
});

/** Starts the SDK of OpenTelemetry for the whole process, as an application does. */
function startSdk(): void {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  );
  metrics.setGlobalMeterProvider(meters);
}

/** Loads the guide's own code. Only the address of the platform is different. */
async function guideBlock(name: string): Promise<GuideBlock> {
  const code = blockWith(blocksOf('docs/monitoring.md'), "from '@ait-iap/server/opentelemetry'", 'ts');
  const asked = code.replace(
    'createPartnerClient({',
    `createPartnerClient({ baseUrl: '${served.partnerUrl}',`,
  );
  expect(asked).not.toBe(code);
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, asked);
  return import(file);
}

async function grantOnce({ partner, both }: GuideBlock) {
  const { orderId } = served.sandbox.console.purchase({
    ...{ userKey: USER, sku: 'ait.sandbox.consumable-1', granted: false },
  });
  const store = sqliteStore(join(folder, `${orderId}.db`), { create: true });
  const toSentry: FulfillmentEvent[] = [];
  const fulfillment = createFulfillment({
    ...{ partner, store, onGrant() {}, onRevoke() {} },
    onEvent: both((event) => toSentry.push(event)),
  });
  const { outcome } = await fulfillment.grant({ orderId, userKey: USER });
  await store.close();
  await meters.forceFlush();
  return { orderId, outcome, toSentry };
}

const points = () =>
  measured
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: each }) => each))
    .map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints[0]?.attributes]);

const GRANTED = [
  ['ait_iap.partner.call.duration', { 'ait_iap.lane': 'interactive', 'ait_iap.status': 'PAYMENT_COMPLETED' }],
  ['ait_iap.partner.attempts', expect.anything()],
  ['ait_iap.fulfillment.events', { 'ait_iap.event': 'fulfillment.granted' }],
];

it.each(['before', 'after'])(
  'the guide’s code sends spans and metrics of a grant to an SDK that starts %s it',
  async (when) => {
    if (when === 'before') startSdk();
    const block = await guideBlock(when);
    if (when === 'after') startSdk();
    const { orderId, outcome, toSentry } = await grantOnce(block);
    expect(outcome).toBe('granted');
    expect(spans.getFinishedSpans()).toMatchObject([
      {
        name: 'ait_iap.get_order_status',
        attributes: { 'ait_iap.order_id': orderId, 'ait_iap.status': 'PAYMENT_COMPLETED' },
      },
    ]);
    expect(points()).toEqual(expect.arrayContaining(GRANTED));
    expect(toSentry.map(({ type }) => type)).toContain('fulfillment.granted');
    const shown = spans.getFinishedSpans().map(({ attributes, events }) => ({ attributes, events }));
    expect(JSON.stringify([shown, points()])).not.toContain(USER);
  },
);
