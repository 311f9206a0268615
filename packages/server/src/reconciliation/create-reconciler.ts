import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { Backlog } from '../fulfillment/backlog.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { requireMethods } from '../fulfillment/require-option.js';
import { DueOrders } from './due-orders.js';
import { MISMATCH_PAUSE_MS } from './mismatch-watch.js';
import type { ReconciliationReport } from './reconciliation-report.js';
import { refreshAll } from './refresh-all.js';

/** What a reconciler is made from. */
export interface ReconcilerOptions {
  readonly fulfillment: Pick<
    Fulfillment,
    'refresh' | 'claimDue' | 'release' | 'backlog' | 'deliverDue' | 'suspectCertificate'
  >;
  /**
   * How many orders are asked about at once, 1 to 1,000.
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
   * For how long taken orders are nobody else's, in milliseconds. A killed worker's orders are due again after it; longer than
   * a batch takes, the waits in the rate budget included.
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
   * The calls a minute that the rate budget allows: where more is due, checks of old orders are planned further apart.
   *
   * @defaultValue 3000
   */
  readonly callsPerMinute?: number | undefined;
  /** Run in each round beside the orders, such as the waiting events of `createWebhookHandler`: `() => webhooks.settle()`. */
  readonly also?: ((signal: AbortSignal) => Promise<unknown>) | undefined;
  /** Told of every failure. The order is asked about again when its lease ends. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** Asks about every order that can still change, on one machine; for several see `./pg-boss`. */
export interface Reconciler {
  /** Works until {@link Reconciler.stop}. Does nothing if it works already. */
  start(): void;
  /** Ends gracefully: what is being written is finished or rolled back, what was taken is given back. */
  stop(): Promise<void>;
  /** Works off what is due now, and no longer. For a cron job, or a test. */
  runOnce(signal?: AbortSignal): Promise<ReconciliationReport>;
  /** How much is due, and since when. */
  backlog(): Promise<Backlog>;
}

/**
 * Makes a reconciler: a loop inside this process. Several of them, in one process or many, share the work without a queue of
 * their own, because a due order is claimed in the database.
 *
 * @example
 * const reconciler = createReconciler({ fulfillment });
 * reconciler.start();
 * process.once('SIGTERM', () => reconciler.stop());
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { fulfillment, onError = () => undefined } = options;
  requireMethods('fulfillment', fulfillment, ['refresh', 'claimDue'], 'Pass what createFulfillment made.');
  const clock = options.clock ?? systemClock;
  const runOnce = async (signal = new AbortController().signal): Promise<ReconciliationReport> => {
    const orders = new DueOrders(fulfillment, {
      batchSize: options.batchSize ?? 100,
      leaseMs: options.leaseMs ?? 300_000,
      callsPerMinute: options.callsPerMinute ?? 3_000,
      clock,
    });
    const report = await refreshAll(fulfillment, orders, {
      concurrency: options.concurrency ?? 8,
      clock,
      signal,
      onError,
    });
    await fulfillment.deliverDue({ signal });
    await options.also?.(signal);
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
      const pause = report?.stopped === undefined ? (options.idleMs ?? 1_000) : MISMATCH_PAUSE_MS;
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
