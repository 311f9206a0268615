import type { LocalizedText } from '@ait-iap/protocol';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { FaultBook } from './fault-book.js';
import { FAULT_CATALOGUE } from './fault-catalogue.js';
import type { ArmedFault } from './fault-spec.js';
import { PURCHASE_SCENARIOS, type PurchaseScenarioName } from './purchase-scenarios.js';

/** What waits for the next purchases of a user. */
export interface NextFaults {
  /** Arms what makes the scenario so, for the next opportunity of this user. */
  arm(scenario: PurchaseScenarioName, userKey: string): void;
  /** What was armed for this user, and not for anybody, is not any more. */
  disarm(userKey: string): void;
  /** Told at once, and whenever it changes, what is armed that may strike this user. Returns what ends it. */
  follow(userKey: string, listener: (faults: readonly LocalizedText[]) => void): () => void;
}

/** Looks at the faults of a world from the side of its users. */
export function nextFaults(world: World, faults: FaultBook): NextFaults {
  const concerning = (userKey: string) =>
    faults.list().filter((one) => one.orderId === undefined && (one.userKey ?? userKey) === userKey);
  return {
    arm(scenario, userKey) {
      for (const fault of PURCHASE_SCENARIOS[scenario].faults) faults.arm({ ...fault, userKey });
    },
    disarm(userKey) {
      for (const fault of concerning(userKey)) if (fault.userKey === userKey) faults.disarm(fault.id);
    },
    follow(userKey, listener) {
      const tell = () => listener(concerning(userKey).map(inWords));
      tell();
      return world.subscribe((event) => {
        if (event.type === 'RecordChanged' && event.kind === RECORD.fault) tell();
      });
    },
  };
}

function inWords({ name, code }: ArmedFault): LocalizedText {
  const { ko, en } = FAULT_CATALOGUE[name];
  return code === undefined ? { ko, en } : { ko: `${ko}: ${code}`, en: `${en}: ${code}` };
}
