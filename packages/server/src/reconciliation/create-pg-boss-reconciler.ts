import { systemClock } from '../clock/system-clock.js';
import { type DueWork, dueWorkOf } from '../fulfillment/due-work.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import { MISMATCH_PAUSE_MS, MismatchWatch } from './mismatch-watch.js';
import type { PgBossJob, PgBossQueue } from './pg-boss-queue.js';

/** What the workers of several machines are made from. */
export interface PgBossReconcilerOptions {
  /** A `PgBoss`, started by the application, on the database of the ledger or another one. */
  readonly boss: PgBossQueue;
  /** What `createFulfillment` made. */
  readonly fulfillment: Pick<Fulfillment, 'refresh'>;
  /**
   * How many orders this machine asks about at once.
   *
   * @defaultValue 8
   */
  readonly concurrency?: number | undefined;
  /**
   * How many orders one job holds: what a killed worker leaves is done again by another one.
   *
   * @defaultValue 10
   */
  readonly batchSize?: number | undefined;
  /**
   * How often due orders are looked for, in seconds.
   *
   * @defaultValue 5
   */
  readonly sweepSeconds?: number | undefined;
  /**
   * The calls a minute that the rate budget allows. No more than a few minutes' work is taken out of the ledger at once.
   *
   * @defaultValue 3000
   */
  readonly callsPerMinute?: number | undefined;
  /**
   * After how many seconds without a sign of life a worker counts as dead, at least 10.
   *
   * @defaultValue 30
   */
  readonly heartbeatSeconds?: number | undefined;
  /** Run with each sweep, such as `() => webhooks.applyWaiting()`. */
  readonly also?: (() => Promise<unknown>) | undefined;
  /** Told of every failure. The order is asked about again when its lease ends. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Workers of one machine. */
export interface PgBossReconciler {
  /** Makes the queues where they are missing, and works. Call it on every machine. */
  start(): Promise<void>;
  /** Ends gracefully: jobs in work are finished. The application stops `boss` itself. */
  stop(): Promise<void>;
}

const SWEEP = 'ait-iap-sweep';
const REFRESH = 'ait-iap-refresh';

// A sweep takes a little more than the budget allows until the next one, so that the workers never run dry, and nothing while
// this many minutes' work waits already. pg-boss counts its jobs once a minute.
const SURPLUS = 1.1;
const WAITING_MINUTES = 2;

// Much longer than that takes, so that nothing is handed out twice while it waits.
const LEASE_MS = 10 * 60_000;

interface RefreshJob {
  readonly orderIds: readonly string[];
}

/**
 * Makes the reconciliation of several machines: pg-boss hands the work out, so no machine is special. One of them, whichever it
 * is, moves due orders from the ledger into jobs every few seconds; all of them do jobs. The jobs of a killed worker are given
 * to another one, and what should be lost even so is due again when its lease in the ledger ends.
 *
 * Share the rate budget through PostgreSQL, or every machine spends the whole of it.
 *
 * @throws FulfillmentInputError if an option cannot be what it should be
 */
export function createPgBossReconciler(options: PgBossReconcilerOptions): PgBossReconciler {
  checkOptions(options);
  const { boss, concurrency = 8, sweepSeconds = 5, heartbeatSeconds = 30 } = options;
  const stop = new AbortController();
  const work = dueWorkOf(options.fulfillment);
  const workers = { work, mismatches: new MismatchWatch(), stopping: stop.signal };
  const sweep = async (jobs: PgBossJob<object>[]) => {
    await moveDueOrders(options, work, jobs[0]?.signal);
    // The next one is there before this one ends; a minute later at most, the schedule mends a broken chain.
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
  const { boss, onError = () => undefined } = options;
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

/** What the workers of this machine share. */
interface Workers {
  readonly work: DueWork;
  readonly mismatches: MismatchWatch;
  /** Aborted when this machine stops. */
  readonly stopping: AbortSignal;
}

/**
 * Asks about the orders of one job. A failure is the order's own: it is due again when its lease ends. Answers that only
 * a wrong certificate explains make this machine give the rest back and pause, while others go on.
 */
async function refreshJob(
  { fulfillment, onError = () => undefined }: PgBossReconcilerOptions,
  job: PgBossJob<RefreshJob>,
  { work, mismatches, stopping }: Workers,
): Promise<void> {
  const rest = [...job.data.orderIds];
  for (let orderId = rest.shift(); orderId !== undefined; orderId = rest.shift()) {
    try {
      mismatches.note(await fulfillment.refresh({ orderId, lane: 'background', signal: job.signal }));
    } catch (error) {
      // The job was taken away: throwing gives the rest of it to somebody else.
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
