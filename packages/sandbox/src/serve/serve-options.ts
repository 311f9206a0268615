import type { Sandbox } from '../sandbox/sandbox.js';
import type { SandboxOptions } from '../sandbox/sandbox-options.js';
import type { WebhookSender } from '../webhooks-out/webhook-sender.js';
import type { SandboxCertificates } from './certificates/certificate-folder.js';

/** Where `serve` puts its page when nothing else is said. */
export const DEFAULT_PAGE_PORT = 4600;
/** Where `serve` puts the partner API when nothing else is said. */
export const DEFAULT_PARTNER_PORT = 4601;
/** Folder of certificates and world, below the current one. */
export const DEFAULT_FOLDER = '.ait-iap';

/** How a sandbox is served. Everything has a default. */
export interface ServeOptions extends Omit<SandboxOptions, 'store' | 'rate'> {
  /**
   * How the clock of a new world goes: 1 is real time, 0 is frozen until it is moved. A world that was served before
   * goes on as it went.
   * @defaultValue 1
   */
  readonly rate?: number | undefined;
  /** Port of the page, `/bridge.js` and `/api`; 0 takes any free one. @defaultValue 4600 */
  readonly port?: number | undefined;
  /** Port of the partner API; 0 takes any free one. @defaultValue 4601 */
  readonly partnerPort?: number | undefined;
  /** Folder of the certificates (`certs/`) and of the world. @defaultValue '.ait-iap' */
  readonly dir?: string | undefined;
  /** File of the world; `:memory:` keeps nothing. @defaultValue 'world.db' inside `dir` */
  readonly db?: string | undefined;
  /**
   * Address to listen on in place of loopback. EXPOSES THE SANDBOX TO THE NETWORK: its page, `/bridge.js` and the
   * control API, which can buy, refund and erase everything, then answer other machines, with the token; and so does
   * the partner API, with the client certificate.
   * @defaultValue '127.0.0.1'
   */
  readonly expose?: string | undefined;
  /**
   * What other machines have to show, in place of a random one, so that a container or another test process knows it: at least 16
   * characters. Only with `expose`.
   */
  readonly token?: string | undefined;
  /** Names and addresses for which the certificate of the partner API is valid too, such as the name of a container. */
  readonly san?: readonly string[] | undefined;
}

/** A sandbox that is served, until `close`. */
export interface ServedSandbox {
  /** Origin of the page, `/bridge.js` and `/api`, such as `http://127.0.0.1:4600`. */
  readonly pageUrl: string;
  /** Origin of the partner API, such as `https://127.0.0.1:4601`: the `baseUrl` of a partner backend. */
  readonly partnerUrl: string;
  /** What a partner backend needs to call it. */
  readonly certificates: SandboxCertificates;
  /** The world behind it, for a test in the same process. */
  readonly sandbox: Sandbox;
  /** What the partner backend is told of subscriptions, for a test in the same process. */
  readonly webhooks: WebhookSender;
  /** What other machines have to show; only with {@link ServeOptions.expose}. */
  readonly token?: string;
  /** Ends every connection and gives ports and files up. May be called twice. */
  close(): Promise<void>;
}
