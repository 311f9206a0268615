/** In the storage of the page, since the second question often comes after a reload. */
const KEY = 'ait-iap.dev.granted';

/** How many orders are remembered. */
const MAX_ORDERS = 200;

/** Whether a grant callback has confirmed an order before, as far as this browser remembers. */
export function grantedBefore(orderId: string): boolean {
  return orders().includes(orderId);
}

/** Remembers that a grant callback has confirmed an order. */
export function rememberGranted(orderId: string): void {
  memory = [...orders().filter((other) => other !== orderId), orderId].slice(-MAX_ORDERS);
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Then this page remembers it.
  }
}

let memory: readonly string[] = [];

function orders(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (Array.isArray(stored)) return [...new Set([...stored.map(String), ...memory])];
  } catch {
    // A page without a storage, or somebody else's text.
  }
  return memory;
}
