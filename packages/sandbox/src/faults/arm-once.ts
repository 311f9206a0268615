import type { FaultBook } from './fault-book.js';
import { readFaultText } from './read-fault-text.js';

/**
 * Arms a fault for one user, unless it is armed already: a page that is reloaded says again what its tag says.
 * @throws InvalidFaultError naming the part that cannot be used
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
