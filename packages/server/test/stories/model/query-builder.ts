import {
  DummyDriver,
  Kysely,
  type OperationNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { LedgerDatabase } from '../../../src/ledger/schema.js';

/** SQLite's words, and the locks that it has no words for as comments: the model reads them. */
class ModelQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: OperationNode & { readonly modifier?: string }): void {
    if (node.modifier === 'ForUpdate') this.append(FOR_UPDATE);
    if (node.modifier === 'SkipLocked') this.append(SKIP_LOCKED);
  }
}

/** What stands in a query in place of `for update`. */
export const FOR_UPDATE = '/* for update */';

/** What stands in a query in place of `skip locked`. */
export const SKIP_LOCKED = '/* skip locked */';

/** Builds the ledger's queries for the model. */
export const modelQueryBuilder = new Kysely<LedgerDatabase>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new ModelQueryCompiler(),
  },
});
