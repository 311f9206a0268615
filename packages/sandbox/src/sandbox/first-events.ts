import { DEFAULT_CATALOGUE, toCatalogProduct } from '../world/default-catalogue.js';
import type { NewWorldEvent } from '../world/world-event.js';
import { DEFAULT_WORLD_SETTINGS } from '../world/world-settings.js';
import { DEFAULT_SEED, type SandboxOptions } from './sandbox-options.js';

/** What happens in a new world before anybody does anything. */
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
