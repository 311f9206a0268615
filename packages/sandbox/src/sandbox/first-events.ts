import { DEFAULT_CATALOGUE, toCatalogProduct } from '../world/default-catalogue.js';
import type { NewWorldEvent } from '../world/world-event.js';
import { DEFAULT_WORLD_SETTINGS } from '../world/world-settings.js';
import type { WorldStore } from '../world/world-store.js';
import { DEFAULT_SEED, type SandboxOptions } from './sandbox-options.js';

/** The first events of a new world. */
export function firstEvents({
  seed = DEFAULT_SEED,
  settings,
  products,
}: SandboxOptions): readonly NewWorldEvent[] {
  const catalogue = products?.map(toCatalogProduct) ?? DEFAULT_CATALOGUE;
  return [
    { type: 'WorldCreated', seed, settings: { ...DEFAULT_WORLD_SETTINGS, ...settings } },
    ...catalogue.map((product) => ({ type: 'ProductChanged', product }) as const),
  ];
}

/**
 * The options with which the world of a store began: its own seed and settings, not those of this process. The
 * catalogue comes from `options`.
 */
export function beganWith(store: WorldStore, options: SandboxOptions): SandboxOptions {
  for (const first of store.events()) {
    return first.type === 'WorldCreated'
      ? { ...options, seed: first.seed, settings: first.settings }
      : options;
  }
  return options;
}
