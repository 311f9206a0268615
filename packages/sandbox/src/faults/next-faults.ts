import type { LocalizedText } from '@ait-iap/protocol';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { FaultBook } from './fault-book.js';
import { faultInWords } from './fault-in-words.js';
import { PURCHASE_SCENARIOS, type PurchaseScenarioName } from './purchase-scenarios.js';

/** The faults that wait for the next purchases of a user. */
export interface NextFaults {
  /** Arms the faults of a scenario for this user's next purchase. */
  arm(scenario: PurchaseScenarioName, userKey: string): void;
  /** Disarms the faults of this user only. Faults for all users stay. */
  disarm(userKey: string): void;
  /**
   * Calls the listener at once and on each change with the faults that may strike this user. Returns a function that
   * stops it.
   */
  follow(userKey: string, listener: (faults: readonly LocalizedText[]) => void): () => void;
}

/** Manages the faults of a world for single users. */
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
      const tell = () => listener(concerning(userKey).map(faultInWords));
      tell();
      const ends = [
        world.onReplaced(tell),
        world.subscribe((event) => {
          if (event.type === 'RecordChanged' && event.kind === RECORD.fault) tell();
        }),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
