import { GRANT_SCENARIOS } from './grant-scenarios.js';
import { LIST_SCENARIOS } from './list-scenarios.js';
import { PURCHASE_SCENARIOS } from './purchase-scenarios.js';
import type { Scenario } from './scenario.js';

/** Every situation that the drop-in functions and the official ones are put into side by side. */
export const SCENARIOS: readonly Scenario[] = [...GRANT_SCENARIOS, ...PURCHASE_SCENARIOS, ...LIST_SCENARIOS];
