import type { PoolClient } from 'pg';

const known = new WeakMap<PoolClient, boolean>();

/** What is known of a connection by now. */
export function knownAsDirect(client: PoolClient): boolean | undefined {
  return known.get(client);
}

/**
 * Whether the server itself is at the other end of a connection: a pooler makes up the process id that it tells a client. Asked
 * once for each connection.
 */
export async function isDirect(client: PoolClient): Promise<boolean> {
  const before = known.get(client);
  if (before !== undefined) return before;
  const { rows } = await client.query('select pg_backend_pid() as pid');
  // Left out of the types of `pg`, and used by other tools too.
  const { processID } = client as PoolClient & { readonly processID?: unknown };
  const direct = (rows[0] as { pid: unknown }).pid === processID;
  known.set(client, direct);
  return direct;
}
