import { expect, test } from 'vitest';
import { ManualClock } from '../../../packages/server/test/support/manual-clock.js';
import { Door } from './door.js';

const everythingElse = () => new Promise((resolve) => setImmediate(resolve));

test('a door lets the next one in when a shopper leaves, for any reason', async () => {
  const door = new Door(1, new ManualClock());
  const seen: string[] = [];
  let leave = () => {};
  const first = door.through(
    () => new Promise<void>((_, reject) => (leave = () => reject(new Error('lost')))),
  );
  const second = door.through(async () => seen.push('second'));
  const third = door.through(async () => seen.push('third'));
  await everythingElse();
  expect(seen).toEqual([]);
  leave();
  await expect(first).rejects.toThrow('lost');
  await Promise.all([second, third]);
  expect(seen).toEqual(['second', 'third']);
});

test('a shopper that only waits keeps others out for at most half a minute, and leaves once', async () => {
  const clock = new ManualClock();
  const door = new Door(1, clock);
  const seen: string[] = [];
  let end = () => {};
  const silent = door.through(() => new Promise<void>((resolve) => (end = resolve)));
  const next = door.through(() => new Promise<void>(() => seen.push('next')));
  void door.through(async () => seen.push('one too many'));
  await everythingElse();
  clock.advance(29_999);
  await everythingElse();
  expect(seen).toEqual([]);
  clock.advance(1);
  await everythingElse();
  end();
  await silent;
  await everythingElse();
  expect(seen).toEqual(['next']);
  void next;
});
