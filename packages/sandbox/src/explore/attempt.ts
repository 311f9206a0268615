import { inTime } from '../clock/in-time.js';
import { forever, type KillSwitch } from './kill-switch.js';

/** The context of a handler call. */
export interface Attempting {
  readonly life: KillSwitch;
  /** How long a handler may take, in real milliseconds. After that it counts as never settling. */
  readonly patienceMs: number;
  /** Resolves when nothing moves any more. */
  quiet(): Promise<void>;
  /** Work that still runs although nobody waits for it. */
  readonly background: Promise<unknown>[];
}

/**
 * Calls a handler. If it throws, it gives no answer, as on a phone, and the story says so. If it stops because a place
 * is held back, it has not answered in time. If it never settles, the process is ended.
 *
 * @param waits - whether a late answer still counts; then the caller continues when the place does
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
  // Nobody waits for work of a dead process, and a running timer would keep the test's own process alive.
  const killed = life.killed.then(() => 'killed' as const);
  const first = await inTime(patienceMs, [settled, standsStill(page), killed]);
  const isHeldBack = first === 'held back';
  const atLast = async () => {
    if (isHeldBack) await life.released;
    const last = isHeldBack ? await inTime(patienceMs, [settled, killed]) : first;
    if (last === 'settled') return work;
    if (last === 'killed') return forever();
    life.hang(name);
    return undefined;
  };
  if (waits || !isHeldBack) return atLast();
  page.background.push(atLast());
  return undefined;
}

/** Resolves when a place is held back and everything else is idle. */
async function standsStill({ life, quiet }: Attempting): Promise<'held back'> {
  await life.heldBack;
  await quiet();
  return life.isHoldingBack ? 'held back' : forever();
}
