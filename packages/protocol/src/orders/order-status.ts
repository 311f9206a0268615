import { isWordOf, type OpenWord } from '../open-word.js';

/**
 * The words of `get-order-status`: seven of the source documents and PAYMENT_COMPLETED of the later docs.
 *
 * | status | meaning |
 * | --- | --- |
 * | ORDER_IN_PROGRESS | payment or grant not finished |
 * | PAYMENT_COMPLETED | paid, the grant not yet confirmed |
 * | PURCHASED | purchase complete |
 * | FAILED | failed |
 * | REFUNDED | refunded: take the product back |
 * | NOT_FOUND | no such order, or not this user's; can lag for seconds after a checkout |
 * | MINIAPP_MISMATCH | the product is not sold by this mini-app |
 * | ERROR | internal inconsistency |
 */
export const ORDER_STATUSES = [
  'ORDER_IN_PROGRESS',
  'PAYMENT_COMPLETED',
  'PURCHASED',
  'FAILED',
  'REFUNDED',
  'NOT_FOUND',
  'MINIAPP_MISMATCH',
  'ERROR',
] as const;

/** A status that was known when this was written. */
export type KnownOrderStatus = (typeof ORDER_STATUSES)[number];

/** The platform's word for the state of an order: one of {@link ORDER_STATUSES}, or a word that came later. */
export type OrderStatus = OpenWord<KnownOrderStatus>;

const GRANTABLE: readonly OrderStatus[] = ['PAYMENT_COMPLETED', 'PURCHASED'] satisfies KnownOrderStatus[];
const FINAL: readonly OrderStatus[] = ['FAILED', 'REFUNDED', 'MINIAPP_MISMATCH'] satisfies KnownOrderStatus[];

/** Whether this package knows the word. An unknown one is kept and reported, and never granted. */
export function isKnownOrderStatus(status: string): status is KnownOrderStatus {
  return isWordOf(ORDER_STATUSES, status);
}

/** Whether an order in this state is paid, so that its product may be granted. False for any unknown word. */
export function isGrantable(status: OrderStatus): boolean {
  return GRANTABLE.includes(status);
}

/**
 * Whether the source documents call this state final. One such word at one moment proves little, so go on asking while the order
 * is young: by the word of its staff, the platform calls an order FAILED until its grant is confirmed, a wrong certificate is
 * answered MINIAPP_MISMATCH for every order, and a store can take a refund back.
 *
 * PURCHASED can still change: it can be refunded, and the platform does not tell anybody. False for any unknown word.
 */
export function isFinal(status: OrderStatus): boolean {
  return FINAL.includes(status);
}
