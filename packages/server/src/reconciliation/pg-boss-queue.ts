/** A job as pg-boss passes it to a worker. */
export interface PgBossJob<Data> {
  /** What was queued: the order to check. */
  readonly data: Data;
  /** Aborted when the job is taken away from this worker. */
  readonly signal: AbortSignal;
}

/**
 * The part of a started `PgBoss` (pg-boss 12) that this package uses. The type is written here and not imported, so
 * that only the application's version of pg-boss is installed.
 */
export interface PgBossQueue {
  /** Creates a queue, or does nothing if it exists. */
  createQueue(
    name: string,
    options: {
      readonly policy?: 'stately';
      readonly retryLimit: number;
      readonly expireInSeconds: number;
      readonly heartbeatSeconds: number;
      readonly deleteAfterSeconds?: number;
    },
  ): Promise<unknown>;
  /** Reads how many jobs of a queue are waiting. Null if there is no such queue. */
  getQueue(name: string): Promise<{ readonly queuedCount?: number } | null>;
  /** Starts a worker, and returns its id. A job whose handler rejects is tried again. */
  work<Data extends object>(
    name: string,
    options: { readonly localConcurrency?: number; readonly pollingIntervalSeconds: number },
    handler: (jobs: PgBossJob<Data>[]) => Promise<unknown>,
  ): Promise<string>;
  /** Stops the workers of a queue. With `wait`, it resolves after the running jobs. */
  offWork(name: string, options: { readonly wait: boolean }): Promise<void>;
  /** Queues one job, `startAfter` seconds from now. Returns null if the queue refuses a second one. */
  send(name: string, data: object | null, options?: { readonly startAfter: number }): Promise<string | null>;
  /** Queues many jobs with one statement. */
  insert(name: string, jobs: { readonly data: object }[]): Promise<unknown>;
  /** Queues a job at the times of a cron line, on one machine at a time. */
  schedule(name: string, cron: string): Promise<void>;
}
