/** In the storage of the page, because the second call often comes after a reload. */
const KEY = 'ait-iap.dev.granted';

/** How many orders are remembered. */
const MAX_ORDERS = 200;

/** Whether a grant callback has confirmed this order before, as far as this browser remembers. */
export function grantedBefore(orderId: string): boolean {
  return orders().includes(orderId);
}

/** Remembers that a grant callback has confirmed an order. */
export function rememberGranted(orderId: string): void {
  memory = [...orders().filter((other) => other !== orderId), orderId].slice(-MAX_ORDERS);
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Without a storage, only this page remembers it.
  }
}

let memory: readonly string[] = [];

function orders(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (Array.isArray(stored)) return [...new Set([...stored.map(String), ...memory])];
  } catch {
    // The page has no storage, or the stored text is not ours.
  }
  return memory;
}
