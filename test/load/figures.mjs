/** Of sorted numbers, the one below which a share of them is. */
export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** p50, p95 and p99 of times in milliseconds. */
export function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return Object.fromEntries([50, 95, 99].map((each) => [`p${each}`, percentile(sorted, each / 100)]));
}
