import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { LedgerQueries } from './ledger-store.js';
import type { LedgerDatabase } from './schema.js';

/** A placeholder for a bound value. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query that is built once for each dialect. After that only its values are bound, because building a query takes as
 * long as running it in SQLite.
 */
export type Statement<Values, Row> = (ledger: LedgerQueries, values: Values) => Promise<Row[]>;

/**
 * Makes a statement of a query.
 *
 * @param build - builds the query; `value(name)` marks the place of a bound value and has its type
 * @example
 * const deleteOrder = statement<{ id: string }, never>((sql, value) => sql.deleteFrom('orders').where('id', '=', value('id')));
 */
export function statement<Values extends object, Row>(
  build: (
    sql: Kysely<LedgerDatabase>,
    value: <Name extends keyof Values & string>(name: Name) => Values[Name],
    ledger: LedgerQueries,
  ) => Compilable<Row>,
): Statement<Values, Row> {
  const compiled = new WeakMap<Kysely<LedgerDatabase>, CompiledQuery<Row>>();
  const bind = (parameter: unknown, values: Values) =>
    parameter instanceof Place ? values[parameter.name as keyof Values] : parameter;
  const place = (name: string) => new Place(name) as never;
  return (ledger, values) => {
    let query = compiled.get(ledger.sql);
    if (query === undefined) {
      query = build(ledger.sql, place, ledger).compile();
      compiled.set(ledger.sql, query);
    }
    const { sql, queryId, query: node, parameters } = query;
    return ledger.query({
      sql,
      queryId,
      query: node,
      parameters: parameters.map((each) => bind(each, values)),
    });
  };
}
