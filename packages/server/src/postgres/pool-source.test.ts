import { expect, it } from 'vitest';
import { postgresStore } from '../postgres.js';

it.each([
  ['', 'DATABASE_URL'],
  ['ledger.db', 'postgres://'],
  ['mysql://user:hunter2@host/db', 'URL of another kind'],
  ['"postgres://user:hunter2@host/db"', 'quotation mark'],
  ['postgres://user:hunter2@host/db ', 'a space'],
])('does not accept %j as a connection string, and says why', (address, why) => {
  const open = () => postgresStore(address);
  expect(open).toThrow(why);
  expect(open).not.toThrow('hunter2');
});

it.each([
  ['postgres://user:hun#ter2@127.0.0.1:1/db', /Encode special characters/],
  ['postgres://user:hunter2@127.0.0.1:1/db', /cannot be reached \(ECONNREFUSED\)/],
])('says what is wrong with %s, without the password', async (address, why) => {
  const failure = await postgresStore(address)
    .read(async () => undefined)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'LEDGER_UNAVAILABLE', message: expect.stringMatching(why) });
  expect(JSON.stringify(failure)).not.toMatch(/ter2/);
});
