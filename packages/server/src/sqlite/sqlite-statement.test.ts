import { describe, expect, it } from 'vitest';
import { openStore } from '../../test/support/open-sqlite-store.js';
import type { SqliteTransaction } from './sqlite-transaction.js';

describe('a statement of a SQLite transaction', () => {
  const refusal = async (work: (tx: SqliteTransaction) => unknown) => {
    const { store } = openStore();
    await store.write((tx) => tx.run('create table t (a, b)'));
    const error = await store.write(async (tx) => void (await work(tx))).catch((thrown: Error) => thrown);
    const rows = await store.write((tx) => tx.all('select a, b from t'));
    return { error, rows };
  };

  it.each(['run', 'get', 'all'] as const)(
    'is refused by %s when the text holds two statements',
    async (method) => {
      const { error, rows } = await refusal((tx) =>
        tx[method]("insert into t values (1, 'x'); insert into t values (2, 'y')"),
      );
      expect(error).toMatchObject({
        code: 'INVALID_STATEMENT',
        message: expect.stringContaining('second statement'),
      });
      expect(rows).toEqual([]);
    },
  );

  it.each([
    ['a Date', new Date(0)],
    ['a boolean', true],
    ['an object', {}],
    ['an object', ['x']],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
  ])('is refused with %s as a value, at any place', async (word, value) => {
    for (const values of [
      [value, 'x'],
      ['x', value],
    ]) {
      for (const method of ['run', 'get', 'all'] as const) {
        const { error, rows } = await refusal((tx) =>
          tx[method]('insert into t values (?, ?)', ...(values as never[])),
        );
        expect(error).toMatchObject({ code: 'INVALID_STATEMENT', message: expect.stringContaining(word) });
        expect(rows).toEqual([]);
      }
    }
  });

  it.each([
    [2, ['x']],
    [2, []],
    [2, ['x', 'y', 'z']],
  ])('is refused when the number of values is not its %i placeholders: %j', async (_, values) => {
    const { error, rows } = await refusal((tx) => tx.run('insert into t values (?, ?)', ...values));
    expect(error).toMatchObject({ code: 'INVALID_STATEMENT' });
    expect(rows).toEqual([]);
  });

  it('is refused when it uses named placeholders', async () => {
    for (const place of ['$1', ':a', '@a', '?1']) {
      const { error } = await refusal((tx) => tx.run(`insert into t values (${place}, 1)`, 'x'));
      expect(error).toMatchObject({ code: 'INVALID_STATEMENT' });
    }
  });

  it('runs with every kind of value that SQLite stores, and with any text in quotes and comments', async () => {
    const { error, rows } = await refusal((tx) => {
      tx.run("insert into t values (?, 'a; b ? :c ''$d'' --') /* ? ; */ ; -- ?", null);
      tx.run(
        'insert into t ("a", [b], `a`) values (?, ?, 1)'.replace(', `a`', '').replace(', 1', ''),
        1n,
        2.5,
      );
      tx.run('insert into t values (?, ?)', 'x', new Uint8Array([1]));
      tx.run("insert into t select json_extract('{}', '$.a'), ?", -1);
    });
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(4);
  });

  it('is the last one if SQLite has rolled the transaction back by itself', async () => {
    const { error, rows } = await refusal((tx) => {
      tx.run('create unique index one on t (a)');
      tx.run("insert into t values (1, 'x')");
      try {
        tx.run("insert or rollback into t values (1, 'y')");
      } catch {
        tx.run("insert into t values (2, 'z')");
      }
    });
    expect(error).toMatchObject({ code: 'TRANSACTION_CONTROL' });
    expect(rows).toEqual([]);
  });
});
