const UNITS = ['B', 'kB', 'MB', 'GB'];

/** Formats a number of bytes for people, in powers of 1,000: 15.2 MB. */
export function bytes(count: number): string {
  let [amount, unit] = [count, 0];
  while (amount >= 1_000 && unit < UNITS.length - 1) {
    amount /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[unit]}`;
}
