// For your own reconciler, over another queue than pg-boss. `createReconciler` and `./pg-boss` use it too.

export { type DueWork, dueWorkOf, type TakeRequest } from './fulfillment/due-work.js';
export type { StopReason } from './telemetry/stop-reason.js';
