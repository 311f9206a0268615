import type { FaultBook } from './fault-book.js';
import { readFaultText } from './read-fault-text.js';

/**
 * Arms a fault for one user, unless it is already armed: a reloaded page repeats what its tag says.
 * @throws InvalidFaultError naming the invalid part
 */
export function armOnce(faults: FaultBook, text: string, userKey: string): void {
  const spec = { userKey, ...readFaultText(text) };
  const isArmed = faults.list().some(({ id: _id, struck, ...armed }) => {
    return struck === 0 && JSON.stringify(sorted(armed)) === JSON.stringify(sorted(spec));
  });
  if (!isArmed) faults.arm(spec);
}

function sorted(spec: object): readonly (readonly [string, unknown])[] {
  return Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1));
}
