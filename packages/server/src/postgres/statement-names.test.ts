import { describe, expect, it } from 'vitest';
import { fromPool, postgresStore } from '../postgres.js';
import { statementNames } from './statement-names.js';

describe('the names of statements', () => {
  it('are the same for the same text and differ for other texts, also between two sources on one pool', () => {
    const [first, second] = [statementNames(), statementNames()];
    expect(first('select a')).toBe(first('select a'));
    expect(first('select b')).not.toBe(first('select a'));
    expect(second('select b')).not.toBe(first('select a'));
  });

  it('are not used for statements whose columns a migration would change', () => {
    const name = statementNames();
    expect(name('select * from t')).toBeUndefined();
    expect(name('insert into t values ($1) returning *')).toBeUndefined();
    expect(name('select "o".* from t as o')).toBeUndefined();
    expect(name('select count(*) from t')).toBeDefined();
  });

  it('are limited in number, because each stays in the memory of every connection', () => {
    const name = statementNames();
    const named = Array.from({ length: 500 }, (_, i) => name(`select ${i}`)).filter(
      (each) => each !== undefined,
    );
    expect(named).toHaveLength(100);
  });
});

describe('postgresStore', () => {
  it.each([undefined, null, 7, {}, { transaction: () => undefined }])(
    'refuses %j as its source',
    (source) => {
      expect(() => postgresStore(source as never)).toThrow(expect.objectContaining({ field: 'source' }));
    },
  );

  it('does not connect before it is used', async () => {
    const store = postgresStore(fromPool('postgres://nobody@127.0.0.1:1/none'));
    await store.close();
  });
});
