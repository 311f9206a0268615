import { inTime } from '../clock/in-time.js';
import { forever, type KillSwitch } from './kill-switch.js';

/** In whose life a handler is called. */
export interface Attempting {
  readonly life: KillSwitch;
  /** How long a handler may take, in milliseconds of the machine, before it counts as one that never settles. */
  readonly patienceMs: number;
  /** Resolves when nothing moves any more. */
  quiet(): Promise<void>;
  /** What still runs although nobody waits for it. */
  readonly background: Promise<unknown>[];
}

/**
 * Calls a handler. One that throws has answered nothing, as on a phone; the story says so. One that stands still because a
 * place is held back has not answered in time. One that never settles ends the life.
 *
 * @param waits - whether a late answer still counts: then the caller goes on when the place does
 */
export async function attempt(
  page: Attempting,
  name: string,
  handler: () => unknown,
  { waits = false }: { readonly waits?: boolean } = {},
): Promise<unknown> {
  const { life, patienceMs } = page;
  const work = (async () => handler())().catch((error: unknown) => {
    life.note(`${name} threw: ${error instanceof Error ? error.message : String(error)}`);
  });
  const settled = work.then(() => 'settled' as const);
  // Nobody waits for what a dead process began: a patience that goes on would keep the test's own process alive.
  const killed = life.killed.then(() => 'killed' as const);
  const first = await inTime(patienceMs, [settled, standsStill(page), killed]);
  const isHeld = first === 'held back';
  const atLast = async () => {
    if (isHeld) await life.released;
    const last = isHeld ? await inTime(patienceMs, [settled, killed]) : first;
    if (last === 'settled') return work;
    if (last === 'killed') return forever();
    life.hang(name);
    return undefined;
  };
  if (waits || !isHeld) return atLast();
  page.background.push(atLast());
  return undefined;
}

/** Resolves if a place is held back and everything else has come to rest. */
async function standsStill({ life, quiet }: Attempting): Promise<'held back'> {
  await life.held;
  await quiet();
  return life.isHolding ? 'held back' : forever();
}
