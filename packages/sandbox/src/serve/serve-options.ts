import type { Sandbox } from '../sandbox/sandbox.js';
import type { SandboxOptions } from '../sandbox/sandbox-options.js';
import type { WebhookSender } from '../webhooks-out/webhook-sender.js';
import type { SandboxCertificates } from './certificates/certificate-folder.js';

/** The default port of the page. */
export const DEFAULT_PAGE_PORT = 4600;
/** The default port of the partner API. */
export const DEFAULT_PARTNER_PORT = 4601;
/** The default folder of certificates and world, below the current folder. */
export const DEFAULT_FOLDER = '.ait-iap';

/** Options of {@link serveSandbox}. All are optional. */
export interface ServeOptions extends Omit<SandboxOptions, 'store' | 'rate'> {
  /**
   * How fast the clock of a new world runs: 1 is real time, 0 is frozen until you move it. A world that was served
   * before keeps its rate.
   * @defaultValue 1
   */
  readonly rate?: number | undefined;
  /** The port of the page, `/bridge.js` and `/api`. 0 takes any free port. @defaultValue 4600 */
  readonly port?: number | undefined;
  /** The port of the partner API. 0 takes any free port. @defaultValue 4601 */
  readonly partnerPort?: number | undefined;
  /** The folder of the certificates (`certs/`) and the world. @defaultValue '.ait-iap' */
  readonly dir?: string | undefined;
  /** The file of the world. `:memory:` stores nothing. @defaultValue 'world.db' inside `dir` */
  readonly db?: string | undefined;
  /**
   * The address to listen on instead of loopback. IT EXPOSES THE SANDBOX TO THE NETWORK: other machines with the token
   * can then use the page, `/bridge.js` and the control API, which can buy, refund and delete everything. Machines with
   * the client certificate can use the partner API.
   * @defaultValue '127.0.0.1'
   */
  readonly expose?: string | undefined;
  /**
   * The token for other machines instead of a random one, so that a container or another test process knows it. At
   * least 16 characters. Only with `expose`.
   */
  readonly token?: string | undefined;
  /** Additional names and addresses for the certificate of the partner API, such as the name of a container. */
  readonly san?: readonly string[] | undefined;
}

/** A served sandbox, until `close`. */
export interface ServedSandbox {
  /** The origin of the page, `/bridge.js` and `/api`, such as `http://127.0.0.1:4600`. */
  readonly pageUrl: string;
  /** The origin of the partner API, such as `https://127.0.0.1:4601`: the `baseUrl` for a partner backend. */
  readonly partnerUrl: string;
  /** The certificates that a partner backend needs to call it. */
  readonly certificates: SandboxCertificates;
  /** The sandbox itself, for a test in the same process. */
  readonly sandbox: Sandbox;
  /** The sender of subscription webhooks, for a test in the same process. */
  readonly webhooks: WebhookSender;
  /** The token for other machines. Only with {@link ServeOptions.expose}. */
  readonly token?: string;
  /** Closes every connection and releases ports and files. May be called twice. */
  close(): Promise<void>;
}
