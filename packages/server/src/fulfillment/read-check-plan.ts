import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { type CheckPlan, type CheckStep, DEFAULT_CHECK_PLAN } from './check-plan.js';

const STANDINGS = ['open', 'granted', 'final', 'unconfirmed'] as const;

/**
 * Checks a check plan. With a NaN in it, orders would never be checked again and refunds never noticed.
 *
 * @throws FulfillmentInputError naming the step
 */
export function readCheckPlan(plan: CheckPlan = DEFAULT_CHECK_PLAN): CheckPlan {
  for (const standing of STANDINGS) {
    const steps: unknown = Object(plan)[standing];
    if (steps === undefined && standing === 'final') continue;
    if (!Array.isArray(steps)) throw refused(standing, 'it is not a list of steps');
    steps.forEach((step, i) => {
      checkStep(`${standing}[${i}]`, step, i === 0 ? 0 : steps[i - 1].untilAgeMs);
    });
  }
  return plan;
}

function checkStep(place: string, step: unknown, afterAgeMs: number): void {
  const { untilAgeMs, everyMs }: Partial<CheckStep> = Object(step);
  if (typeof untilAgeMs !== 'number' || !(untilAgeMs > afterAgeMs)) {
    throw refused(place, 'its untilAgeMs is not greater than that of the step before');
  }
  if (typeof everyMs !== 'number' || !Number.isFinite(everyMs) || everyMs < 1) {
    throw refused(place, 'its everyMs is not 1 or more');
  }
}

function refused(place: string, why: string): FulfillmentInputError {
  return new FulfillmentInputError(
    `checkPlan.${place}`,
    `${why}. Pass steps such as { untilAgeMs: 86_400_000, everyMs: 3_600_000 }, or leave checkPlan out.`,
  );
}
