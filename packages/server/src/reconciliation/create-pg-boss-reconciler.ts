import { systemClock } from '../clock/system-clock.js';
import { type DueWork, dueWorkOf } from '../fulfillment/due-work.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { errorListener } from '../listeners/error-listener.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import { MISMATCH_PAUSE_MS, MismatchWatch } from './mismatch-watch.js';
import type { PgBossJob, PgBossQueue } from './pg-boss-queue.js';

/** The options of `createPgBossReconciler`. */
export interface PgBossReconcilerOptions {
  /** A `PgBoss` that the application has started, on the ledger's database or another one. */
  readonly boss: PgBossQueue;
  /** The result of `createFulfillment`. */
  readonly fulfillment: Pick<Fulfillment, 'refresh'>;
  /**
   * How many orders this machine checks at once.
   *
   * @defaultValue 8
   */
  readonly concurrency?: number | undefined;
  /**
   * How many orders one job contains. If a worker is killed, another one repeats its job.
   *
   * @defaultValue 10
   */
  readonly batchSize?: number | undefined;
  /**
   * How often to look for due orders, in seconds.
   *
   * @defaultValue 5
   */
  readonly sweepSeconds?: number | undefined;
  /**
   * How many calls a minute the rate budget allows. A sweep takes at most a few minutes' work out of the ledger.
   *
   * @defaultValue 3000
   */
  readonly callsPerMinute?: number | undefined;
  /**
   * After how many seconds without a heartbeat a worker counts as dead, at least 10.
   *
   * @defaultValue 30
   */
  readonly heartbeatSeconds?: number | undefined;
  /** Called with each sweep, such as `() => webhooks.applyWaiting()`. */
  readonly also?: (() => Promise<unknown>) | undefined;
  /**
   * Called with every error. The order is checked again when its lease ends.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The workers of one machine. */
export interface PgBossReconciler {
  /** Creates missing queues and starts to work. Call it on every machine. */
  start(): Promise<void>;
  /** Stops gracefully: jobs in progress are finished. The application stops `boss` itself. */
  stop(): Promise<void>;
}

const SWEEP = 'ait-iap-sweep';
const REFRESH = 'ait-iap-refresh';

// A sweep takes a little more than the budget allows until the next one, so that the workers always have work. It takes
// nothing while this many minutes' work is already waiting. pg-boss counts its jobs once a minute.
const SURPLUS = 1.1;
const WAITING_MINUTES = 2;

// Much longer than that work takes, so that no order is taken twice while its job waits.
const LEASE_MS = 10 * 60_000;

interface RefreshJob {
  readonly orderIds: readonly string[];
}

/**
 * Creates a reconciler for several machines. pg-boss distributes the work, so no machine is special. Every few seconds
 * one of the machines moves due orders from the ledger into jobs, and all machines work on jobs. If a worker is killed,
 * another one gets its jobs. If a job is lost anyway, its orders are due again when their lease in the ledger ends.
 * Reconciliation only grants and revokes: no money moves.
 *
 * Share the rate budget through PostgreSQL (`postgresRateBudget`). Otherwise every machine spends the whole budget.
 *
 * @throws FulfillmentInputError if an option is invalid
 */
export function createPgBossReconciler(options: PgBossReconcilerOptions): PgBossReconciler {
  checkOptions(options);
  const { boss, concurrency = 8, sweepSeconds = 5, heartbeatSeconds = 30 } = options;
  const stop = new AbortController();
  const work = dueWorkOf(options.fulfillment);
  const workers = { work, mismatches: new MismatchWatch(), stopping: stop.signal };
  const sweep = async (jobs: PgBossJob<object>[]) => {
    await moveDueOrders(options, work, jobs[0]?.signal);
    // The next sweep is queued before this one ends. If the chain breaks, the schedule restarts it within a minute.
    await boss.send(SWEEP, null, { startAfter: sweepSeconds });
  };
  return {
    start: async () => {
      // `stately`: at most one sweep waits and one works, on all machines together.
      await boss.createQueue(SWEEP, {
        policy: 'stately',
        retryLimit: 0,
        expireInSeconds: 60,
        heartbeatSeconds,
      });
      await boss.createQueue(REFRESH, {
        retryLimit: 10,
        expireInSeconds: LEASE_MS / 1_000,
        heartbeatSeconds,
        deleteAfterSeconds: 3_600,
      });
      await boss.work<RefreshJob>(
        REFRESH,
        { localConcurrency: concurrency, pollingIntervalSeconds: 1 },
        async (jobs) => {
          for (const job of jobs) await refreshJob(options, job, workers);
        },
      );
      await boss.work(SWEEP, { pollingIntervalSeconds: 1 }, sweep);
      await boss.schedule(SWEEP, '* * * * *');
      await boss.send(SWEEP, null);
    },
    stop: async () => {
      stop.abort();
      await boss.offWork(SWEEP, { wait: true });
      await boss.offWork(REFRESH, { wait: true });
    },
  };
}

const NUMBERS = {
  concurrency: { byDefault: 8, min: 1, max: 1_000 },
  batchSize: { byDefault: 10, min: 1, max: 1_000 },
  sweepSeconds: { byDefault: 5, min: 1, max: 3_600 },
  callsPerMinute: { byDefault: 3_000, min: 1, max: 1_000_000 },
  heartbeatSeconds: { byDefault: 30, min: 10, max: 3_600 },
} as const;

function checkOptions(options: PgBossReconcilerOptions): void {
  read.requireObject('options', options, 'Pass { boss, fulfillment }.');
  const queue = ['createQueue', 'getQueue', 'work', 'offWork', 'send', 'insert', 'schedule'];
  read.requireMethods('boss', options.boss, queue, 'Pass a PgBoss of pg-boss 12.');
  read.optionalFunction('also', options.also);
  read.optionalFunction('onError', options.onError);
  for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
    read.wholeNumber(name, options[name], NUMBERS[name]);
  }
}

async function moveDueOrders(
  options: PgBossReconcilerOptions,
  work: DueWork,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { boss } = options;
  const onError = errorListener(options.onError);
  const { batchSize = 10, callsPerMinute = 3_000, sweepSeconds = 5 } = options;
  try {
    const waiting = (await boss.getQueue(REFRESH))?.queuedCount ?? 0;
    if (waiting * batchSize < callsPerMinute * WAITING_MINUTES) {
      const limit = Math.ceil((callsPerMinute / 60) * sweepSeconds * SURPLUS);
      const due = await work.take({ limit, leaseMs: LEASE_MS });
      const jobs = [];
      for (let i = 0; i < due.length; i += batchSize) {
        jobs.push({ data: { orderIds: due.slice(i, i + batchSize) } });
      }
      if (jobs.length > 0) await boss.insert(REFRESH, jobs);
    }
    await work.deliver({ signal });
    await options.also?.();
  } catch (error) {
    onError(error);
  }
}

/** State that the workers of this machine share. */
interface Workers {
  readonly work: DueWork;
  readonly mismatches: MismatchWatch;
  /** Aborted when this machine stops. */
  readonly stopping: AbortSignal;
}

/**
 * Checks the orders of one job. A failure affects only its own order, which is due again when its lease ends. If the
 * answers can only mean a wrong certificate, this machine gives the rest back and pauses, while others go on.
 */
async function refreshJob(
  { fulfillment, ...options }: PgBossReconcilerOptions,
  job: PgBossJob<RefreshJob>,
  { work, mismatches, stopping }: Workers,
): Promise<void> {
  const onError = errorListener(options.onError);
  const rest = [...job.data.orderIds];
  for (let orderId = rest.shift(); orderId !== undefined; orderId = rest.shift()) {
    try {
      mismatches.note(await fulfillment.refresh({ orderId, lane: 'background', signal: job.signal }));
    } catch (error) {
      // The job was taken away from this worker. Throwing gives the rest of it to another worker.
      if (job.signal.aborted) throw error;
      onError(error);
      mismatches.fail(error);
    }
    if (mismatches.stops === undefined) continue;
    work.suspectCertificate(mismatches.stops);
    await work.giveBack(rest);
    const ended = AbortSignal.any([job.signal, stopping]);
    await systemClock.sleep(MISMATCH_PAUSE_MS, ended).catch(() => undefined);
    return;
  }
}
