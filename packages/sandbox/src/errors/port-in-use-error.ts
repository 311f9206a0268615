import { SandboxError } from './sandbox-error.js';

/** Thrown when another program listens on the sandbox's port. Nothing was started. */
export class PortInUseError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'PORT_IN_USE'. */
  override readonly name = 'PortInUseError';
  /** The number of the port. */
  readonly port: number;

  constructor(port: number, flag: string, options?: ErrorOptions) {
    super(
      'PORT_IN_USE',
      `Failed to listen on port ${port}: another program uses it. Stop that one, or choose another port with ${flag}. ` +
        `(포트 ${port}번을 다른 프로그램이 쓰고 있어요. 그 프로그램을 끄거나 ${flag} 로 다른 포트를 골라 주세요.)`,
      options,
    );
    this.port = port;
  }
}
