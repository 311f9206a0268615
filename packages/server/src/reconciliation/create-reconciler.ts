import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { Backlog } from '../fulfillment/backlog.js';
import { dueWorkOf } from '../fulfillment/due-work.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { errorListener } from '../listeners/error-listener.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import { DueOrders } from './due-orders.js';
import { MISMATCH_PAUSE_MS } from './mismatch-watch.js';
import type { ReconciliationReport } from './reconciliation-report.js';
import { refreshAll } from './refresh-all.js';

const HOUR_MS = 3_600_000;
const CONCURRENCY = { byDefault: 8, min: 1, max: 1_000 };
const BATCH_SIZE = { byDefault: 100, min: 1, max: 10_000 };
const LEASE_MS = { byDefault: 300_000, min: 1, max: 24 * HOUR_MS };
const IDLE_MS = { byDefault: 1_000, min: 1, max: HOUR_MS };
const CALLS_PER_MINUTE = { byDefault: 3_000, min: 1, max: 1_000_000 };

/** The options of `createReconciler`. */
export interface ReconcilerOptions {
  /** The result of `createFulfillment`. */
  readonly fulfillment: Pick<Fulfillment, 'refresh' | 'backlog'>;
  /**
   * How many orders are checked at once, 1 to 1,000.
   *
   * @defaultValue 8
   */
  readonly concurrency?: number | undefined;
  /**
   * How many due orders are taken at once.
   *
   * @defaultValue 100
   */
  readonly batchSize?: number | undefined;
  /**
   * How long no other worker may take the orders of a batch, in milliseconds. The orders of a killed worker are due
   * again after this time. Choose it longer than a batch takes, including the waits for the rate budget.
   *
   * @defaultValue 300000
   */
  readonly leaseMs?: number | undefined;
  /**
   * The pause when nothing is due, in milliseconds.
   *
   * @defaultValue 1000
   */
  readonly idleMs?: number | undefined;
  /**
   * How many calls a minute the rate budget allows. If more orders are due, checks of old orders are planned further
   * apart.
   *
   * @defaultValue 3000
   */
  readonly callsPerMinute?: number | undefined;
  /**
   * Called in each round besides the orders, for example for the waiting events of `createWebhookHandler`:
   * `() => webhooks.applyWaiting()`.
   */
  readonly also?: ((signal: AbortSignal) => Promise<unknown>) | undefined;
  /**
   * Called with every error. The order is checked again when its lease ends.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Checks every order that can still change, on one machine. For several machines see `createPgBossReconciler` in
 * `@ait-iap/server/pg-boss`.
 */
export interface Reconciler {
  /** Starts to work, until {@link Reconciler.stop}. Does nothing if it already works. */
  start(): void;
  /** Stops gracefully: writes in progress are finished or rolled back, and taken orders are given back. */
  stop(): Promise<void>;
  /** Checks the orders that are due now, then stops. For a cron job or a test. */
  runOnce(signal?: AbortSignal): Promise<ReconciliationReport>;
  /** How many orders are due, and since when. */
  backlog(): Promise<Backlog>;
}

/**
 * Creates a reconciler: a loop inside this process. Several reconcilers, in one process or many, share the work without
 * a queue, because each due order is claimed in the database. Reconciliation only grants and revokes: no money moves.
 *
 * @throws FulfillmentInputError if an option is invalid
 * @example
 * const reconciler = createReconciler({ fulfillment });
 * reconciler.start();
 * process.once('SIGTERM', () => reconciler.stop());
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { fulfillment, work, also, clock, onError, idleMs, concurrency, ...taking } = readOptions(options);
  const runOnce = async (signal = new AbortController().signal): Promise<ReconciliationReport> => {
    const orders = new DueOrders(fulfillment, work, { ...taking, clock });
    const report = await refreshAll(fulfillment, orders, { concurrency, clock, signal, onError });
    if (report.stopped !== undefined) work.suspectCertificate(report.stopped);
    await work.deliver({ signal });
    await also?.(signal);
    return report;
  };
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  const loop = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const report = await runOnce(signal).catch((error: unknown) => {
        if (!signal.aborted) onError(error);
        return undefined;
      });
      if (report !== undefined && report.checked > 0 && report.stopped === undefined) continue;
      const pause = report?.stopped === undefined ? idleMs : MISMATCH_PAUSE_MS;
      await clock.sleep(pause, signal).catch(() => undefined);
    }
  };
  return {
    start: () => {
      if (running !== undefined) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal) };
    },
    stop: async () => {
      const current = running;
      running = undefined;
      current?.stop.abort();
      await current?.ended;
    },
    runOnce,
    backlog: () => fulfillment.backlog(),
  };
}

/** @throws FulfillmentInputError if an option is invalid: a NaN would silently stop the checks */
function readOptions(options: ReconcilerOptions) {
  read.requireObject('options', options, 'Pass { fulfillment }.');
  read.optionalFunction('also', options.also);
  read.optionalFunction('onError', options.onError);
  read.optionalClock(options.clock);
  return {
    fulfillment: options.fulfillment,
    work: dueWorkOf(options.fulfillment),
    also: options.also,
    clock: options.clock ?? systemClock,
    onError: errorListener(options.onError),
    idleMs: read.wholeNumber('idleMs', options.idleMs, IDLE_MS),
    concurrency: read.wholeNumber('concurrency', options.concurrency, CONCURRENCY),
    batchSize: read.wholeNumber('batchSize', options.batchSize, BATCH_SIZE),
    leaseMs: read.wholeNumber('leaseMs', options.leaseMs, LEASE_MS),
    callsPerMinute: read.wholeNumber('callsPerMinute', options.callsPerMinute, CALLS_PER_MINUTE),
  };
}
