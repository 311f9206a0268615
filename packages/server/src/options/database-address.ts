const POSTGRES = /^postgres(ql)?:\/\//i;

// One letter is a drive of Windows.
const URL_OF_ANY_KIND = /^[a-z][a-z0-9+.-]+:\/\/|^file:/i;

/** Whether the address of a database is a connection string of PostgreSQL. */
export function isPostgresAddress(address: string): boolean {
  return POSTGRES.test(address);
}

/**
 * Why an address cannot be meant as it is; `undefined` if it can. It does not repeat the address, which may contain a password.
 *
 * Tools that read `.env` files differ: Docker leaves the quotation marks in the value, and others leave spaces.
 */
export function problemOfAddress(address: string): string | undefined {
  if (/^[\s"'`]|[\s"'`]$/.test(address))
    return 'it begins or ends with a quotation mark or a space. Take these out of it';
  if (URL_OF_ANY_KIND.test(address) && !isPostgresAddress(address)) {
    return 'it is a URL of another kind. Pass postgres://… for PostgreSQL, or the plain path of a SQLite file';
  }
  return undefined;
}
