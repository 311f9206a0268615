import { createSandboxClock, DEFAULT_START } from '../clock/create-sandbox-clock.js';
import { machineTime } from '../clock/real-time.js';
import type { ClockState, SandboxClock } from '../clock/sandbox-clock.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { WorldStore } from '../world/world-store.js';

/** The id of the record with the clock. */
const STATE = 'state';

/** A frozen clock stays at `now`. A running clock had the time `now` when the machine's time was `real`. */
interface StoredClock extends ClockState {
  readonly real?: number;
}

/**
 * The clock of a stored world: frozen clocks stay where they stopped, running ones have moved on. Without a stored
 * clock, `rate` decides.
 */
export function resumeClock(store: WorldStore, rate: number): SandboxClock {
  return createSandboxClock(storedState(store) ?? startState(store, rate));
}

/** The stored state of the clock. */
export function storedState(store: WorldStore): { startAt: number; rate: number } | undefined {
  const stored = store.record(RECORD.clock, STATE) as StoredClock | undefined;
  if (stored === undefined) return undefined;
  const { now, rate, real } = stored;
  const passed = real === undefined ? 0 : Math.max(0, machineTime.now() - real) * rate;
  return { startAt: Math.max(now + passed, lastEventAt(store)), rate };
}

function startState(store: WorldStore, rate: number): { startAt: number; rate: number } {
  const start = rate === 0 ? DEFAULT_START : machineTime.now();
  return { startAt: Math.max(start, lastEventAt(store)), rate };
}

function lastEventAt(store: WorldStore): number {
  for (const event of store.events(Math.max(0, store.lastSeq() - 1))) return event.at;
  return 0;
}

/** Stores the clock in the world whenever it was moved. */
export function keepClock(world: World, clock: SandboxClock): () => void {
  return clock.subscribe((state) => {
    const value: StoredClock = state.rate === 0 ? state : { ...state, real: machineTime.now() };
    world.record({ type: 'RecordChanged', kind: RECORD.clock, id: STATE, value });
  });
}
