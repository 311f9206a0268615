import type { Both } from '../text/both.js';
import type { ShownProduct } from './adapter.js';
import type { Seen } from './evidence.js';
import type { ShopPage } from './shop-page.js';
import type { Stage } from './stage.js';

/** The input of a scenario. It starts with an empty world and an open page on a new phone. */
export interface Scene {
  readonly stage: Stage;
  readonly shop: ShopPage;
  readonly product: ShownProduct;
}

/** One row of the list, and the way to play it. */
export interface ReviewScenario {
  readonly id: string;
  readonly title: Both;
  /** The version of the Toss app for this scenario. @defaultValue a current version */
  readonly appVersion?: string;
  play(scene: Scene): Promise<Seen>;
}
