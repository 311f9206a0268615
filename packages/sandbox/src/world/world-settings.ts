/** The settings of a whole world. Plain JSON, part of its log. */
export interface WorldSettings {
  /**
   * The name of the mini-app, which is part of its client certificate and its web origins. @defaultValue
   * `sandbox-mini-app`
   */
  readonly appName: string;
  /**
   * Whether the partner API answers without `x-toss-user-key`. `required`: no, that is a FAIL (*source*).
   * `optional`: the order of any user is answered (later documentation).
   *
   * @defaultValue `required`
   */
  readonly userKeyHeader: 'required' | 'optional';
  /**
   * The time zone of `statusDeterminedAt`: none, as the platform often answers, or the offset of Korea.
   *
   * @defaultValue `none`
   */
  readonly statusTimeZone: 'none' | 'offset';
  /** Days off besides weekends and the fixed Korean holidays, such as `2026-02-17`. @defaultValue none */
  readonly holidays: readonly string[];
  /** How Google Play decides a refund request. `by-hand`: it waits for a call. @defaultValue `approve` */
  readonly googleRefunds: StoreRefundHabit;
  /** The same for the App Store. @defaultValue `approve` */
  readonly appleRefunds: StoreRefundHabit;
  /** How many hours an app market takes to decide once it is its turn. The platform promises nothing. @defaultValue 24 */
  readonly refundHours: number;
  /**
   * How many seconds the platform works on an uploaded bundle: half of them `BUILDING`, half `PREPARE`. 0 takes no
   * time, even with a frozen clock. The official command line asks for the first time after 5 seconds.
   *
   * @defaultValue 4
   */
  readonly buildSeconds: number;
  /**
   * Where mock items are sold besides the sandbox app. `toss`: also in the Toss app. `sandbox`: nowhere else.
   * `until-registered`: also in the Toss app, until one of the partner's own products is approved.
   *
   * @defaultValue `until-registered`
   */
  readonly mockItems: 'toss' | 'sandbox' | 'until-registered';
}

/** How an app market decides a refund request by itself. */
export type StoreRefundHabit = 'approve' | 'reject' | 'by-hand';

/** The default settings. */
export const DEFAULT_WORLD_SETTINGS: WorldSettings = {
  appName: 'sandbox-mini-app',
  userKeyHeader: 'required',
  statusTimeZone: 'none',
  holidays: [],
  googleRefunds: 'approve',
  appleRefunds: 'approve',
  refundHours: 24,
  buildSeconds: 4,
  mockItems: 'until-registered',
};

/** The settings of a record, with defaults for settings that its version did not have. */
export function settingsOf(record: unknown): WorldSettings {
  return { ...DEFAULT_WORLD_SETTINGS, ...(record as Partial<WorldSettings> | undefined) };
}
