/** The kinds of records of the world itself. Other parts have their own kinds. */
export const RECORD = {
  world: 'world',
  product: 'product',
  clock: 'clock',
  storage: 'storage',
  fault: 'fault',
  faultEffect: 'fault-effect',
  latePayment: 'late-payment',
  subscribed: 'subscribed',
  mail: 'mail',
  version: 'release',
  liveVersion: 'release-live',
} as const;

/** The id of the record that a user has ever subscribed to a product. */
export function subscribedId(userKey: string, sku: string): string {
  return `${userKey}\n${sku}`;
}
