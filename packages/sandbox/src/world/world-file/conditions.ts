import type { SQLInputValue } from 'node:sqlite';

type Value = SQLInputValue | undefined;

/** Conditions as SQL, with their values. An undefined value adds no condition. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly values: SQLInputValue[] = [];

  /** `WHERE …`, or nothing. */
  get sql(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`;
  }

  /** A condition without a value. */
  plain(sql: string): this {
    this.#parts.push(sql);
    return this;
  }

  equal(column: string, value: Value): this {
    return this.#add(`${column} = ?`, value);
  }

  atLeast(column: string, value: Value): this {
    return this.#add(`${column} >= ?`, value);
  }

  atMost(column: string, value: Value): this {
    return this.#add(`${column} <= ?`, value);
  }

  below(column: string, value: Value): this {
    return this.#add(`${column} < ?`, value);
  }

  oneOf(column: string, values: readonly string[] | undefined): this {
    if (values === undefined) return this;
    this.#parts.push(`${column} IN (SELECT value FROM json_each(?))`);
    this.values.push(JSON.stringify(values));
    return this;
  }

  #add(sql: string, value: Value): this {
    if (value === undefined) return this;
    this.#parts.push(sql);
    this.values.push(value);
    return this;
  }
}
