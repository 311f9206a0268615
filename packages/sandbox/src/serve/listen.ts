import type { Server } from 'node:net';
import { PortInUseError } from '../errors/port-in-use-error.js';
import { SandboxError } from '../errors/sandbox-error.js';

/** Where a server listens, and the flag to choose another port. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly flag: string;
}

/**
 * Starts to listen.
 * @returns the port; if 0 was requested, the one that was assigned
 * @throws PortInUseError if another program uses the port; SandboxError `LISTEN_FAILED` if it cannot be used at all
 */
export function startListening(server: Server, { host, port, flag }: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new PortInUseError(port, flag, { cause }) : unusable(host, port, flag, cause));
    };
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function unusable(host: string, port: number, flag: string, cause: NodeJS.ErrnoException): SandboxError {
  const message = `Failed to listen on ${host}, port ${port}: ${cause.code ?? cause.message}. Choose another port with ${flag}.`;
  return new SandboxError('LISTEN_FAILED', message, { cause });
}
