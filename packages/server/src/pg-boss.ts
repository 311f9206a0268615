export {
  createPgBossReconciler,
  type PgBossReconciler,
  type PgBossReconcilerOptions,
} from './reconciliation/create-pg-boss-reconciler.js';
