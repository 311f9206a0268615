import { rebuildWorld } from '../world/rebuild-world.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-event.js';
import { storedState } from './stored-clock.js';

/** Puts another world into the store, all at once, and sets the clock to where that one stopped, or to `at`. */
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
  // The imported world may say that its clock stood still: this one goes on, also after a restart.
  if (rate > 0) clock.run(rate);
}
