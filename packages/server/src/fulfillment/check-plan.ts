const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often an order is checked, up to an age. */
export interface CheckStep {
  /** The age up to which this step applies, in milliseconds since the order was first seen. */
  readonly untilAgeMs: number;
  /** The time between two checks, in milliseconds. */
  readonly everyMs: number;
}

/**
 * How often an order is checked, by its age. The ages of the steps rise. After the last step an order is not checked
 * any more, unless its status and its delivery disagree: then it is checked once a week.
 */
export interface CheckPlan {
  /** Known to the platform and not granted yet, including orders with an unknown status: a user may be waiting. */
  readonly open: readonly CheckStep[];
  /** Granted. Only a refund can change it now. */
  readonly granted: readonly CheckStep[];
  /**
   * Refunded, failed, or of another mini-app. Checked rarely, but still: the app market can take a refund back, and one
   * strange answer proves little.
   *
   * @defaultValue the steps of `DEFAULT_CHECK_PLAN`
   */
  readonly final?: readonly CheckStep[] | undefined;
  /** NOT_FOUND, or no answer yet. Either the platform lags behind, or the id is made up. */
  readonly unconfirmed: readonly CheckStep[];
}

/** The situation of an order. It decides which steps of a plan apply. */
export type CheckStanding = keyof CheckPlan;

/** The default plan. */
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
    // Google decides refunds alone within 48 hours after the payment. Later refunds need the partner's decision, and
    // take days.
    { untilAgeMs: 2 * DAY, everyMs: HOUR },
    { untilAgeMs: 14 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  final: [
    { untilAgeMs: 2 * DAY, everyMs: 6 * HOUR },
    { untilAgeMs: 120 * DAY, everyMs: DAY },
  ],
  // Ten questions in all: the platform lags only for seconds, and a signed-in user can make up any number of ids.
  unconfirmed: [
    { untilAgeMs: MINUTE, everyMs: 20 * SECOND },
    { untilAgeMs: 10 * MINUTE, everyMs: 5 * MINUTE },
    { untilAgeMs: DAY, everyMs: 8 * HOUR },
  ],
};

/** All steps of a plan. */
export function stepsOf(plan: CheckPlan): Readonly<Record<CheckStanding, readonly CheckStep[]>> {
  return { ...plan, final: plan.final ?? DEFAULT_CHECK_PLAN.final };
}

/** What is known about the rate budget when a check is planned. */
export interface CheckLoad {
  /** Orders that are due and wait for their turn. */
  readonly due: number;
  /** How many questions a minute are allowed. */
  readonly perMinute: number;
}

/** What decides when an order is checked next. */
export interface CheckFacts {
  /** Milliseconds since the order was first seen. */
  readonly ageMs: number;
  readonly standing: CheckStanding;
  /** Without it, every question has room. */
  readonly load?: CheckLoad | undefined;
}

/**
 * When to check an order next, in milliseconds from now. `undefined`: never. A pure function of age, standing and
 * budget.
 *
 * If more orders are due than the budget allows, granted orders wait at least until the queue is worked off. Otherwise
 * questions about old orders would crowd out those that a user waits for.
 */
export function nextCheckDelay(plan: CheckPlan, { ageMs, standing, load }: CheckFacts): number | undefined {
  const step = stepsOf(plan)[standing].find(({ untilAgeMs }) => ageMs < untilAgeMs);
  if (step === undefined) return undefined;
  if (load === undefined || standing !== 'granted') return step.everyMs;
  return Math.max(step.everyMs, Math.ceil((load.due / load.perMinute) * MINUTE));
}
