import type { Pool, PoolClient } from 'pg';

/** What a client of `pg` knows about its connection. Missing in the types of `pg`. */
interface Connected {
  readonly host?: unknown;
  readonly port?: unknown;
  readonly processID?: unknown;
  readonly secretKey?: unknown;
}

// The code of a CancelRequest in the protocol of PostgreSQL.
const CANCEL_REQUEST = 80_877_102;
const LENGTH = 16;

// It is sent at once or not at all: the network may be silent.
const PATIENCE_MS = 1_000;

/**
 * Asks the server to stop the statement of a connection that is closed here. Without it, a statement that waits for a lock
 * would wait on, because the server does not look whether anybody still listens: the pool would open another connection
 * for each, until the server takes no more.
 *
 * It is a connection of its own, as the protocol wants it, without a password and without TLS, like that of psql. It does
 * not count among those of the server. If it does not arrive, the statement ends when the server is done with it.
 */
export async function cancelStatement(client: PoolClient, pool: Pool): Promise<void> {
  const { host, port, processID, secretKey } = client as Connected;
  const isKnown = typeof processID === 'number' && typeof secretKey === 'number';
  // An application that makes its own sockets does not say where they lead.
  const ownSockets = (pool.options as { stream?: unknown } | undefined)?.stream !== undefined;
  if (!isKnown || ownSockets || typeof host !== 'string' || typeof port !== 'number') return;
  const request = new DataView(new ArrayBuffer(LENGTH));
  for (const [index, word] of [LENGTH, CANCEL_REQUEST, processID, secretKey].entries()) {
    request.setInt32(index * 4, word);
  }
  const { connect } = await import('node:net');
  const socket = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on('error', () => undefined);
  socket.unref();
  socket.end(new Uint8Array(request.buffer));
  socket.resume();
}
