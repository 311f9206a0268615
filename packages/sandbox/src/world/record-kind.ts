/** The kinds of record that the world itself keeps. Other parts name their own. */
export const RECORD = {
  world: 'world',
  product: 'product',
  clock: 'clock',
  storage: 'storage',
  fault: 'fault',
  faultEffect: 'fault-effect',
  subscribed: 'subscribed',
  mail: 'mail',
  version: 'release',
  liveVersion: 'release-live',
} as const;

/** The id of the record that says that a user once subscribed to a product. */
export function subscribedId(userKey: string, sku: string): string {
  return `${userKey}\n${sku}`;
}
