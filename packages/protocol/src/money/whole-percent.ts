/**
 * `percent` per cent of a non-negative amount of won, in whole won, what is below one won cut off.
 *
 * Exact for any amount up to 1e13: it works on integers only, because `1_100 * 0.05` and its like are not.
 */
export function wholePercent(amount: number, percent: number): number {
  const hundredths = amount * percent;
  return (hundredths - (hundredths % 100)) / 100;
}
