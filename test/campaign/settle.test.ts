import { expect, test } from 'vitest';
import { workOff } from './settle.js';

test('orders that a reconciler has taken but not asked about yet count as open work', async () => {
  const backlogs = [{ due: 0, rounds: 1 }, { due: 1, rounds: 0 }, undefined, { due: 0, rounds: 0 }];
  let asked = 0;
  const command = async (name: string) => (name === 'backlog' ? backlogs[asked++] : undefined);
  expect(await workOff([{ command: command as never }])).toEqual([]);
  expect(asked).toBe(backlogs.length);
});
