import type { PoolClient } from 'pg';

const known = new WeakMap<PoolClient, boolean>();

/** What is known about a connection so far. */
export function knownAsDirect(client: PoolClient): boolean | undefined {
  return known.get(client);
}

/**
 * Whether the server itself is at the other end of a connection. A pooler tells the client a made-up process id, so the
 * two ids differ. Asked once for each connection.
 */
export async function isDirect(client: PoolClient): Promise<boolean> {
  const before = known.get(client);
  if (before !== undefined) return before;
  const { rows } = await client.query('select pg_backend_pid() as pid');
  // Missing in the types of `pg`. Other tools use it too.
  const { processID } = client as PoolClient & { readonly processID?: unknown };
  const direct = (rows[0] as { pid: unknown }).pid === processID;
  known.set(client, direct);
  return direct;
}
