/** How long to wait between two questions, and until which age of the order, in milliseconds. */
const LOOKS: readonly { readonly until: number; readonly every: number }[] = [
  // A checkout usually ends within a second or two, and the user looks at a spinner.
  { until: 3_000, every: 300 },
  { until: 10_000, every: 1_000 },
  // The mini-app has to have its answer within 25 seconds.
  { until: 25_000, every: 2_000 },
  { until: 120_000, every: 5_000 },
];
/** After that, no user is watching a spinner any more. */
const LAST_EVERY_MS = 15_000;
/** The random share of a wait, so that orders that started together do not stay together. */
const JITTER = 0.2;

/**
 * How long to wait before the next question about an order, by how long the caller has waited so far. Both in
 * milliseconds.
 */
export function waitDelay(waitedMs: number, random: () => number): number {
  const every = LOOKS.find(({ until }) => waitedMs < until)?.every ?? LAST_EVERY_MS;
  return Math.round(every * (1 - JITTER * random()));
}
