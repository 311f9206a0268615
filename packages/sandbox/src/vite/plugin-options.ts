import type { SdkLine } from '../page/sdk-line.js';

/** Options of {@link tossSandbox}: how a mini-app runs on the sandbox in development. All are optional. */
export interface TossSandboxOptions {
  /** The user key of the signed-in user. Any key works. @defaultValue 'sandbox-user' */
  readonly userKey?: string | undefined;
  /** Who decides on the order sheet. `ask`: a person. `approve`, `cancel`: no click is needed. @defaultValue 'ask' */
  readonly payment?: 'ask' | 'approve' | 'cancel' | undefined;
  /** The sandbox app (`sandbox`) or the Toss app (`toss`). @defaultValue 'sandbox' */
  readonly environment?: 'sandbox' | 'toss' | undefined;
  /** The platform of the phone, and so the app market. @defaultValue 'android' */
  readonly platform?: 'android' | 'ios' | undefined;
  /** The version of the Toss app, such as `5.231.0`. @defaultValue the newest */
  readonly appVersion?: string | undefined;
  /** Separates the native storages of several phones of one user. @defaultValue 'device-1' */
  readonly deviceId?: string | undefined;
  /** The version of the mini-app. Products with a higher minimum version are hidden. @defaultValue the newest */
  readonly miniAppVersion?: string | undefined;
  /**
   * The line of the official SDK that the mini-app uses. @defaultValue the installed one, or the one in package.json;
   * without an official package `2.x`
   */
  readonly sdk?: SdkLine | undefined;
  /**
   * Whether to draw the Toss app's own screens (refund, error, closed) and pushes. @defaultValue true if `payment` is
   * `ask`
   */
  readonly screens?: boolean | undefined;
  /**
   * What happens to the page while the order sheet is open. `hidden`: as on a phone, without animation frames and with
   * slow timers. `visible`: nothing.
   * @defaultValue 'hidden'
   */
  readonly pageWhilePaying?: 'hidden' | 'visible' | undefined;
  /**
   * Whether the page shows a badge that opens a panel: user, phone, who decides, what happens next. @defaultValue true
   */
  readonly badge?: boolean | undefined;
  /**
   * The address of a running sandbox, such as `http://127.0.0.1:4600`. Then none is started.
   * @defaultValue a sandbox is started unless one already runs
   */
  readonly url?: string | undefined;
  /** The port of the sandbox's page, `/bridge.js` and control API. @defaultValue 4600 */
  readonly port?: number | undefined;
  /** The port of its partner API. @defaultValue 4601 */
  readonly partnerPort?: number | undefined;
  /** The folder of its certificates and its world, relative to the root of the project. @defaultValue '.ait-iap' */
  readonly dir?: string | undefined;
  /** Whether a build that contains sandbox code fails. @defaultValue true */
  readonly guard?: boolean | undefined;
}
