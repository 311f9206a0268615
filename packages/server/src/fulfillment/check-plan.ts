const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to an age, how often an order is asked. */
export interface CheckStep {
  /** The age up to which this step holds, in milliseconds since the order was first seen. */
  readonly untilAgeMs: number;
  /** The time between two questions, in milliseconds. */
  readonly everyMs: number;
}

/**
 * How often an order is asked again, by its age: steps with rising ages; after the last one it is left alone, unless its status
 * and its delivery disagree. Then it is asked once a week.
 */
export interface CheckPlan {
  /** Known to the platform, not granted yet, also with a status that this version does not know: a user may be waiting. */
  readonly open: readonly CheckStep[];
  /** Granted: only a refund can change it now. */
  readonly granted: readonly CheckStep[];
  /**
   * Refunded, failed, or not of this mini-app: seldom, because a store can take a refund back and one odd word proves little.
   *
   * @defaultValue that of `DEFAULT_CHECK_PLAN`
   */
  readonly final?: readonly CheckStep[] | undefined;
  /** NOT_FOUND, or no answer yet: either the platform lags, or somebody made the id up. */
  readonly unconfirmed: readonly CheckStep[];
}

/** Where an order stands; it decides which steps of a plan hold. */
export type CheckStanding = keyof CheckPlan;

/** The plan that is used where none is given. */
export const DEFAULT_CHECK_PLAN: CheckPlan & { readonly final: readonly CheckStep[] } = {
  open: [
    { untilAgeMs: MINUTE, everyMs: 5 * SECOND },
    { untilAgeMs: 10 * MINUTE, everyMs: 30 * SECOND },
    { untilAgeMs: HOUR, everyMs: 5 * MINUTE },
    { untilAgeMs: 2 * DAY, everyMs: HOUR },
    { untilAgeMs: 14 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  granted: [
    // Google refunds alone within 48 hours of the payment; later refunds take a partner's decision, and days.
    { untilAgeMs: 2 * DAY, everyMs: HOUR },
    { untilAgeMs: 14 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  final: [
    { untilAgeMs: 2 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  // Ten questions in all: the platform lags for seconds, and a signed-in user can make up as many ids as he likes.
  unconfirmed: [
    { untilAgeMs: MINUTE, everyMs: 20 * SECOND },
    { untilAgeMs: 10 * MINUTE, everyMs: 5 * MINUTE },
    { untilAgeMs: DAY, everyMs: 8 * HOUR },
  ],
};

/** All steps of a plan, by standing. */
export function stepsOf(plan: CheckPlan): Readonly<Record<CheckStanding, readonly CheckStep[]>> {
  return { ...plan, final: plan.final ?? DEFAULT_CHECK_PLAN.final };
}

/** The part of the rate budget that is known when a check is planned. */
export interface CheckLoad {
  /** Orders that are due and wait for their turn. */
  readonly due: number;
  /** Questions that may be asked in a minute. */
  readonly perMinute: number;
}

/** What decides when an order is asked again. */
export interface CheckFacts {
  /** Milliseconds since the order was first seen. */
  readonly ageMs: number;
  readonly standing: CheckStanding;
  /** Without it there is room for every question. */
  readonly load?: CheckLoad | undefined;
}

/**
 * When an order is asked again, in milliseconds from now, or `undefined` if never: a pure function of age, standing and
 * budget.
 *
 * Where more is due than the budget allows, granted orders wait for at least as long as it takes to work the queue off; else
 * the questions about old orders would crowd out the ones that a user waits for.
 */
export function nextCheckDelay(plan: CheckPlan, { ageMs, standing, load }: CheckFacts): number | undefined {
  const step = stepsOf(plan)[standing].find(({ untilAgeMs }) => ageMs < untilAgeMs);
  if (step === undefined) return undefined;
  if (load === undefined || standing !== 'granted') return step.everyMs;
  return Math.max(step.everyMs, Math.ceil((load.due / load.perMinute) * MINUTE));
}
