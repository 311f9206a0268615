import { rebuildWorld } from '../world/rebuild-world.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-event.js';
import { storedState } from './stored-clock.js';

/**
 * Replaces the world in the store in one step, and sets the clock to the time at which that world stopped, or to `at`.
 */
export function importWorld(world: World, events: readonly WorldEvent[], at?: number): void {
  const { store, clock } = world;
  store.atomically(() => {
    store.clear();
    rebuildWorld(events, store);
  });
  const { rate } = clock.state();
  const stopped = Math.max(storedState(store)?.startAt ?? 0, events.at(-1)?.at ?? 0);
  clock.restart({ now: at ?? stopped, rate });
  world.replaced();
  // The imported world may have had a frozen clock. This one keeps running, even after a restart.
  if (rate > 0) clock.run(rate);
}
