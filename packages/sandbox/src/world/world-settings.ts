/** What holds for a whole world. Plain JSON; part of its log. */
export interface WorldSettings {
  /** Name of the mini-app: part of its skus' certificates and of its web origins. Default `sandbox-mini-app`. */
  readonly appName: string;
  /**
   * Whether the partner API answers without `x-toss-user-key`. `required`: no, that is a FAIL (*source*).
   * `optional`: the order of any user is answered (later documentation). Default `required`.
   */
  readonly userKeyHeader: 'required' | 'optional';
  /**
   * Zone suffix of `statusDeterminedAt`: none, as the platform often answers, or the offset of Korea.
   * Default `none`.
   */
  readonly statusTimeZone: 'none' | 'offset';
  /** Days off besides weekends and the fixed Korean holidays, such as `2026-02-17`. Default none. */
  readonly holidays: readonly string[];
}

/** The settings of a world that was created without any. */
export const DEFAULT_WORLD_SETTINGS: WorldSettings = {
  appName: 'sandbox-mini-app',
  userKeyHeader: 'required',
  statusTimeZone: 'none',
  holidays: [],
};
