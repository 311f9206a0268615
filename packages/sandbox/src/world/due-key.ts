/** The kinds of dues: the first part of their keys. Each kind has one handler. */
export const DUE = {
  grantWindow: 'grant-window',
  subscription: 'subscription',
  faultEffect: 'fault-effect',
  paymentRecord: 'payment-record',
  latePayment: 'late-payment',
  storeRefund: 'store-refund',
  version: 'release',
} as const;

/** The key of a due in the store. */
export function dueKey(kind: string, id: string): string {
  return `${kind}:${id}`;
}

/** The parts of a key that {@link dueKey} made. */
export function readDueKey(key: string): { readonly kind: string; readonly id: string } {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon), id: key.slice(colon + 1) };
}
