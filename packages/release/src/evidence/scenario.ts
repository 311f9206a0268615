import type { Both } from '../text/both.js';
import type { ShownProduct } from './adapter.js';
import type { Seen } from './evidence.js';
import type { ShopPage } from './shop-page.js';
import type { Stage } from './stage.js';

/** What a scenario has at hand. The world is empty at its start, and the page is open on a new phone. */
export interface Scene {
  readonly stage: Stage;
  readonly shop: ShopPage;
  readonly product: ShownProduct;
}

/** One row of the list, and how it is played. */
export interface ReviewScenario {
  readonly id: string;
  readonly title: Both;
  /** The version of the Toss app that it is played in. @defaultValue a current one */
  readonly appVersion?: string;
  play(scene: Scene): Promise<Seen>;
}
