import type { Pool, PoolClient } from 'pg';
import { onAbort } from '../clock/abort-listeners.js';
import { cancelStatement } from './cancel-statement.js';

/** A connection of a pool for as long as somebody waits for it. */
export interface BorrowedClient {
  readonly client: PoolClient;
  /** Whether the connection was closed, because nobody waits any more or its state is not known. */
  readonly closed: boolean;
  /** Closes the connection in place of giving it back. */
  close(): void;
  /** Gives the connection back to the pool, unless it was closed. Call it when the work has ended. */
  giveBack(): void;
}

/**
 * Takes a connection, and closes it with the signal: a server that says nothing would otherwise keep it for ever, and
 * with it its place in the pool. A callback that still runs cannot reach the work of others either.
 *
 * It listens for errors of the connection from the first moment on. The server may close it between two statements, or
 * in the same packet in which it says that it is ready, and an error without a listener would end the process. A
 * promise would come too late for that packet. The next statement fails anyway. A closed connection keeps the listener,
 * because its last error comes later.
 *
 * @param onAbandoned - called with the connection before the signal closes it
 */
export async function borrowClient(
  pool: Pool,
  signal: AbortSignal,
  onAbandoned: (client: PoolClient) => void = () => undefined,
): Promise<BorrowedClient> {
  const client = await checkOut(pool);
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    client.release(true);
  };
  const giveBack = () => {
    if (closed) return;
    closed = true;
    client.off('error', ignore);
    client.release();
  };
  if (signal.aborted) {
    giveBack();
    throw signal.reason;
  }
  const letGo = onAbort(signal, () => {
    if (!closed) onAbandoned(client);
    close();
  });
  return {
    client,
    close,
    giveBack: () => {
      letGo();
      giveBack();
    },
    get closed() {
      return closed;
    },
  };
}

/**
 * Runs one statement outside any transaction. When the signal is aborted, its connection is closed, and the statement is
 * canceled on the server.
 */
export async function queryOnce<Answer>(
  pool: Pool,
  signal: AbortSignal,
  query: (client: PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const abandon = (client: PoolClient) => {
    cancelStatement(client, pool).catch(ignore);
  };
  const borrowed = await borrowClient(pool, signal, abandon);
  try {
    return await query(borrowed.client);
  } catch (error) {
    // As `pool.query` does: what the failure has done to the connection is not known.
    borrowed.close();
    throw error;
  } finally {
    borrowed.giveBack();
  }
}

function checkOut(pool: Pool): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) {
        reject(error);
        return;
      }
      client.on('error', ignore);
      resolve(client);
    });
  });
}

function ignore(): void {}
