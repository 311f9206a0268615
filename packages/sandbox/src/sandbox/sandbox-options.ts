import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProductInput } from '../world/default-catalogue.js';
import type { WorldSettings } from '../world/world-settings.js';
import type { WorldStore } from '../world/world-store.js';

/** The seed of a sandbox that was given none. */
export const DEFAULT_SEED = 'ait-iap';

/** How a sandbox starts. Everything has a default. A store that holds a world already keeps its own. */
export interface SandboxOptions {
  /**
   * Decides every id and every chance: two sandboxes with one seed and the same steps are identical.
   * @defaultValue DEFAULT_SEED
   */
  readonly seed?: string | undefined;
  /** The time of the sandbox. @defaultValue one that starts as `rate` says, or goes on where the store's world stopped */
  readonly clock?: SandboxClock | undefined;
  /**
   * How the clock of a new world goes: 0 is frozen at `DEFAULT_START` until it is moved, 1 is real time.
   * @defaultValue 0
   */
  readonly rate?: number | undefined;
  /** The catalogue. @defaultValue two consumables, a non-consumable and a subscription */
  readonly products?: readonly CatalogProductInput[] | undefined;
  /** What holds for the whole world. */
  readonly settings?: Partial<WorldSettings> | undefined;
  /** Where the world is kept. @defaultValue in memory */
  readonly store?: WorldStore | undefined;
}
