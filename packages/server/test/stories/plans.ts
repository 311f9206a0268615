import { type CheckPlan, DEFAULT_CHECK_PLAN } from '../../src/fulfillment/check-plan.js';
import type { Dice } from './dice.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Fewer questions, so that more orders fit into an hour; the same shape as the plan that is used by default. */
const SPARSE: CheckPlan = {
  open: [
    { untilAgeMs: MINUTE, everyMs: 5_000 },
    { untilAgeMs: HOUR, everyMs: 5 * MINUTE },
    { untilAgeMs: 14 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  granted: [
    { untilAgeMs: 2 * HOUR, everyMs: HOUR },
    { untilAgeMs: 14 * DAY, everyMs: 8 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  unconfirmed: [
    { untilAgeMs: MINUTE, everyMs: 5_000 },
    { untilAgeMs: 10 * MINUTE, everyMs: MINUTE },
    { untilAgeMs: DAY, everyMs: HOUR },
  ],
};

/** Picks how often orders are asked about again. */
export function pickPlan(dice: Dice): CheckPlan {
  return dice.chance(0.25) ? DEFAULT_CHECK_PLAN : SPARSE;
}
