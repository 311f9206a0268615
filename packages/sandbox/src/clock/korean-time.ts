const KOREA_OFFSET_MS = 9 * 3_600_000;

/** `2026-01-01T09:00:00`: Korean time without a time zone, as the platform writes its dates. */
export function koreanTime(at: number): string {
  return new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 19);
}

/** The same instant with its time zone: `2026-01-01T09:00:00+09:00`. */
export function koreanTimeWithOffset(at: number): string {
  return `${koreanTime(at)}+09:00`;
}
