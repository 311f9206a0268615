/** A job as pg-boss passes it to a worker. */
export interface PgBossJob<Data> {
  readonly data: Data;
  /** Aborted when the job is taken away from this worker. */
  readonly signal: AbortSignal;
}

/**
 * The part of a started `PgBoss` (pg-boss 12) that this package uses. The type is written here and not imported, so
 * that only the application's version of pg-boss is installed.
 */
export interface PgBossQueue {
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
  getQueue(name: string): Promise<{ readonly queuedCount?: number } | null>;
  work<Data extends object>(
    name: string,
    options: { readonly localConcurrency?: number; readonly pollingIntervalSeconds: number },
    handler: (jobs: PgBossJob<Data>[]) => Promise<unknown>,
  ): Promise<string>;
  offWork(name: string, options: { readonly wait: boolean }): Promise<void>;
  send(name: string, data: object | null, options?: { readonly startAfter: number }): Promise<string | null>;
  insert(name: string, jobs: { readonly data: object }[]): Promise<unknown>;
  schedule(name: string, cron: string): Promise<void>;
}
