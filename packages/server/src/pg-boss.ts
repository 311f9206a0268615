export {
  createPgBossReconciler,
  type PgBossReconciler,
  type PgBossReconcilerOptions,
} from './reconciliation/create-pg-boss-reconciler.js';
export type { PgBossJob, PgBossQueue } from './reconciliation/pg-boss-queue.js';
