/** The kinds of record that the world itself keeps. Other parts name their own. */
export const RECORD = {
  world: 'world',
  product: 'product',
  clock: 'clock',
  storage: 'storage',
  fault: 'fault',
  faultEffect: 'fault-effect',
  subscribed: 'subscribed',
} as const;
