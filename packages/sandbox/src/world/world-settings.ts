/** What holds for a whole world. Plain JSON; part of its log. */
export interface WorldSettings {
  /** Name of the mini-app: part of its skus' certificates and of its web origins. @defaultValue `sandbox-mini-app` */
  readonly appName: string;
  /**
   * Whether the partner API answers without `x-toss-user-key`. `required`: no, that is a FAIL (*source*).
   * `optional`: the order of any user is answered (later documentation).
   *
   * @defaultValue `required`
   */
  readonly userKeyHeader: 'required' | 'optional';
  /**
   * Zone suffix of `statusDeterminedAt`: none, as the platform often answers, or the offset of Korea.
   *
   * @defaultValue `none`
   */
  readonly statusTimeZone: 'none' | 'offset';
  /** Days off besides weekends and the fixed Korean holidays, such as `2026-02-17`. @defaultValue none */
  readonly holidays: readonly string[];
  /** What Google Play makes of a request for a refund that it has to decide. `by-hand`: nothing, until it is told. @defaultValue `approve` */
  readonly googleRefunds: StoreRefundHabit;
  /** The same of the App Store. @defaultValue `approve` */
  readonly appleRefunds: StoreRefundHabit;
  /** So many hours after it is its turn a store decides. The platform promises nothing. @defaultValue 24 */
  readonly refundHours: number;
  /**
   * So many seconds the platform works on an uploaded bundle, half of them `BUILDING`, half `PREPARE`; 0 needs no time, also while the
   * clock stands still. The official command line asks after 5 seconds first.
   *
   * @defaultValue 4
   */
  readonly buildSeconds: number;
  /**
   * Where mock items are listed and sold besides the sandbox app. `toss`: in the Toss app too. `sandbox`: nowhere.
   * `until-registered`: in the Toss app too, until a product of the partner's own is approved.
   *
   * @defaultValue `until-registered`
   */
  readonly mockItems: 'toss' | 'sandbox' | 'until-registered';
}

/** What a store does with a request for a refund by itself. */
export type StoreRefundHabit = 'approve' | 'reject' | 'by-hand';

/** The settings of a world that was created without any. */
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

/** What a record says, with the defaults of settings that its version did not have. */
export function settingsOf(record: unknown): WorldSettings {
  return { ...DEFAULT_WORLD_SETTINGS, ...(record as Partial<WorldSettings> | undefined) };
}
