import type { SdkLine } from '../page/sdk-line.js';

/** How a mini-app runs on the sandbox in development. Everything has a default. */
export interface TossSandboxOptions {
  /** Who is logged in. Any key works. @defaultValue 'sandbox-user' */
  readonly userKey?: string | undefined;
  /** Who decides on the order sheet: a person, or nobody. @defaultValue 'ask' */
  readonly payment?: 'ask' | 'approve' | 'cancel' | undefined;
  /** The sandbox app, or the Toss app. @defaultValue 'sandbox' */
  readonly environment?: 'sandbox' | 'toss' | undefined;
  /** @defaultValue 'android' */
  readonly platform?: 'android' | 'ios' | undefined;
  /** Version of the Toss app, such as `5.231.0`. @defaultValue the newest */
  readonly appVersion?: string | undefined;
  /** Keeps the native storage of several phones of one user apart. @defaultValue 'device-1' */
  readonly deviceId?: string | undefined;
  /** Version of the mini-app; hides products with a higher minimum. @defaultValue the newest */
  readonly miniAppVersion?: string | undefined;
  /**
   * Which line of the official SDK the mini-app uses. @defaultValue what is installed, or what package.json asks for; without an
   * official package `2.x`
   */
  readonly sdk?: SdkLine | undefined;
  /** Whether the Toss app's own pages (refund, error, closed) and pushes are drawn. @defaultValue where `payment` is `ask` */
  readonly screens?: boolean | undefined;
  /**
   * What becomes of the page while the order sheet is up: `hidden` as on a phone, without animation frames, its timers throttled.
   * @defaultValue 'hidden'
   */
  readonly pageWhilePaying?: 'hidden' | 'visible' | undefined;
  /** A badge in the page that opens a panel: user, phone, who pays, what happens next. @defaultValue true */
  readonly badge?: boolean | undefined;
  /**
   * Address of a sandbox that somebody else starts, such as `http://127.0.0.1:4600`; none is started then.
   * @defaultValue one is started unless one runs already
   */
  readonly url?: string | undefined;
  /** Where the page, `/bridge.js` and the control API of the sandbox are. @defaultValue 4600 */
  readonly port?: number | undefined;
  /** Where its partner API is. @defaultValue 4601 */
  readonly partnerPort?: number | undefined;
  /** Folder of its certificates and its world, from the root of the project. @defaultValue '.ait-iap' */
  readonly dir?: string | undefined;
  /** Whether a build that contains sandbox code fails. @defaultValue true */
  readonly guard?: boolean | undefined;
}
