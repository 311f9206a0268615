import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '../../../src/sqlite.js';

let schema: Promise<readonly string[]> | undefined;

/** The tables of a ledger, as a real SQLite store makes them. Read once for all worlds. */
export function ledgerSchema(): Promise<readonly string[]> {
  schema ??= readSchema();
  return schema;
}

async function readSchema(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-schema-'));
  const path = join(folder, 'ledger.db');
  try {
    await sqliteStore(path, { create: true }).close();
    const database = new DatabaseSync(path);
    // Tables before their indexes; what SQLite makes by itself has no text or a name of its own.
    const statements = database.prepare(
      "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by rowid",
    );
    const made = statements.all().map(({ sql }) => String(sql));
    database.close();
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
