import type { SdkLine } from '../page/sdk-line.js';

/** How a mini-app runs on the sandbox in development. Everything has a default. */
export interface TossSandboxOptions {
  /** Who is logged in. Any key works. @default 'sandbox-user' */
  readonly userKey?: string;
  /** Who decides on the order sheet: a person, or nobody. @default 'ask' */
  readonly payment?: 'ask' | 'approve' | 'cancel';
  /** The sandbox app, or the Toss app. @default 'sandbox' */
  readonly environment?: 'sandbox' | 'toss';
  /** @default 'android' */
  readonly platform?: 'android' | 'ios';
  /** Version of the Toss app, such as `5.231.0`. @default the newest */
  readonly appVersion?: string;
  /** Keeps the native storage of several phones of one user apart. @default 'device-1' */
  readonly deviceId?: string;
  /** Version of the mini-app; hides products with a higher minimum. @default the newest */
  readonly miniAppVersion?: string;
  /**
   * Which line of the official SDK the mini-app uses. @default what is installed, or what package.json asks for; without an
   * official package `2.x`
   */
  readonly sdk?: SdkLine;
  /** A badge in the page that opens the sandbox. @default true */
  readonly badge?: boolean;
  /**
   * Address of a sandbox that somebody else starts, such as `http://127.0.0.1:4600`; none is started then.
   * @default one is started unless one runs already
   */
  readonly url?: string;
  /** Where the page, `/bridge.js` and the control API of the sandbox are. @default 4600 */
  readonly port?: number;
  /** Where its partner API is. @default 4601 */
  readonly partnerPort?: number;
  /** Folder of its certificates and its world, from the root of the project. @default '.ait-iap' */
  readonly dir?: string;
  /** Whether a build that contains sandbox code fails. @default true */
  readonly guard?: boolean;
}
