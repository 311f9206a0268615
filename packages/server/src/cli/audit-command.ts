import { type BrokenInvariant, checkInvariants } from '../ledger/check-invariants.js';
import { type CommandInput, FOUND } from './command.js';
import { openDatabase } from './open-database.js';

// Nobody waits for it but the one who called it, and it reads every row.
const EVERY_ROW_TIMEOUT_MS = 10 * 60_000;

/** Checks all invariants for every row of the ledger. Changes nothing. */
export async function auditCommand({ database, json, out }: CommandInput): Promise<number> {
  const store = await openDatabase(database, false);
  try {
    const invariants = await store.read(checkInvariants, { timeoutMs: EVERY_ROW_TIMEOUT_MS });
    const broken = invariants.filter((each) => each.broken > 0);
    if (json) out(JSON.stringify({ sound: broken.length === 0, invariants }));
    else for (const line of linesOf(invariants, broken)) out(line);
    return broken.length === 0 ? 0 : FOUND;
  } finally {
    await store.close();
  }
}

function linesOf(invariants: readonly BrokenInvariant[], broken: readonly BrokenInvariant[]): string[] {
  if (broken.length === 0)
    return [`Sound: ${invariants.length} invariants hold for every order. (원장이 온전해요.)`];
  return [
    ...broken.flatMap(({ name, meaning, broken: count, examples }) => [
      `${name}: ${count} ${count === 1 ? 'order breaks' : 'orders break'} it. ${meaning}`,
      ...examples.map((orderId) => `  ${orderId}`),
    ]),
    'Look at these orders with fulfillment.timeline(orderId) before you change anything. (바꾸기 전에 타임라인을 확인해 주세요.)',
  ];
}
