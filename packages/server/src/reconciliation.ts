// For a reconciler of your own, over another queue than pg-boss. `createReconciler` and `./pg-boss` are made of it too.

export { type DueWork, dueWorkOf, type TakeRequest } from './fulfillment/due-work.js';
export type { StopReason } from './telemetry/stop-reason.js';
