/**
 * `percent` per cent of a non-negative amount of won, in whole won. Fractions of a won are cut off.
 *
 * Exact for any amount up to 1e13. It works with integers only, because products such as `1_100 * 0.05` are not exact.
 */
export function wholePercent(amount: number, percent: number): number {
  const hundredths = amount * percent;
  return (hundredths - (hundredths % 100)) / 100;
}
