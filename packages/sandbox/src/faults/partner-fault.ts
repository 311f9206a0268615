/** A fault of the connection, not of the answer. A server applies it to the socket. */
export class PartnerFault extends Error {
  /** Stays the same when a bundler renames the class. Look at `kind`. */
  override readonly name = 'PartnerFault';

  constructor(
    /**
     * `cut`: close the socket without an answer. `hang`: never answer, until the caller goes away.
     * `certificate-expired`: refuse the client certificate as expired.
     */
    readonly kind: 'cut' | 'hang' | 'certificate-expired',
  ) {
    super(`A fault broke this connection: ${kind}.`);
  }
}
