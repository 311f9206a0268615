/** A job as pg-boss hands it to a worker. */
export interface PgBossJob<Data> {
  readonly data: Data;
  /** Aborted when the job was taken away from this worker. */
  readonly signal: AbortSignal;
}

/**
 * What is used of a started `PgBoss` of pg-boss 12. It is named here and not imported, so that the application's own version is the
 * only one there is.
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
