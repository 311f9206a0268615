import { useEffect, useState } from 'react';
import { getInventory, type Inventory } from './backend.js';

/** What the user has by the backend's books, asked again when `change` does. */
export function useInventory(change: unknown): Inventory | undefined {
  const [inventory, setInventory] = useState<Inventory>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not needed, only that it did.
  useEffect(() => {
    let shown = true;
    getInventory().then(
      (now) => shown && setInventory(now),
      // The backend cannot be asked: what was shown before is still the best that is known.
      () => {},
    );
    return () => {
      shown = false;
    };
  }, [change]);
  return inventory;
}
