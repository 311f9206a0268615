/** A rule that holds for every row of a ledger, whatever happened. */
export interface LedgerInvariant {
  /** Words joined by hyphens. It does not change. */
  readonly name: string;
  /** The rule in a sentence, for people. */
  readonly meaning: string;
  /** Selects the `order_id` of each row that breaks the rule. The same text works on SQLite and PostgreSQL. */
  readonly sql: string;
}

const PAID = "('PAYMENT_COMPLETED', 'PURCHASED')";
const HANDED_OVER = "('granted', 'delivering')";
const TAKEN_BACK = "('revoked', 'revoking')";

/**
 * The rules that hold for every row of a ledger. Each one reads whole tables, so use them for an audit, not in a
 * request.
 */
export const LEDGER_INVARIANTS: readonly LedgerInvariant[] = [
  {
    name: 'disagreement-is-watched',
    meaning: 'An order whose status and delivery disagree has a next check.',
    sql: `select order_id from ait_iap_orders where next_check_at is null and (
  (delivery in ${HANDED_OVER} and (status is null or status not in ${PAID} or payment = 'refunded'))
  or (delivery = 'revoking' and (status is null or status <> 'REFUNDED' or payment = 'paid'))
  or (delivery = 'revoked' and coalesce(by_hand, '') <> 'revoked' and (status is null or status <> 'REFUNDED' or payment = 'paid'))
  or (delivery = 'none' and coalesce(by_hand, '') <> 'revoked' and (status in ${PAID} or payment = 'paid'))
)`,
  },
  {
    name: 'delivered-to-an-owner',
    meaning: 'An order that was handed over has a confirmed user, a product and the time of its grant.',
    sql: `select order_id from ait_iap_orders where delivery <> 'none'
  and (claimed = 0 or confirmed = 0 or user_key is null or sku is null or granted_at is null)`,
  },
  {
    name: 'owner-is-known',
    meaning: 'An order that belongs to somebody names the user.',
    sql: 'select order_id from ait_iap_orders where claimed = 1 and user_key is null',
  },
  {
    name: 'refund-has-a-time',
    meaning: 'An order that was taken back says when; one that is with its user does not.',
    sql: `select order_id from ait_iap_orders where
  (delivery in ${TAKEN_BACK} and revoked_at is null) or (delivery in ${HANDED_OVER} and revoked_at is not null)`,
  },
  {
    name: 'words-are-known',
    meaning: 'Delivery and payment hold words of this version.',
    sql: `select order_id from ait_iap_orders where delivery not in ('none', 'delivering', 'granted', 'revoking', 'revoked')
  or payment not in ('paid', 'refunded')`,
  },
  {
    name: 'every-row-was-counted',
    meaning: 'An order has a revision, so that a late answer is known as one.',
    sql: 'select order_id from ait_iap_orders where revision < 1',
  },
  {
    name: 'grants-are-in-the-timeline',
    meaning: 'The timeline says how an order came to be handed over.',
    sql: `select o.order_id from ait_iap_orders o where o.delivery <> 'none' and not exists (
  select 1 from ait_iap_audit a where a.order_id = o.order_id
    and a.kind in ('granted', 'regranted', 'promised', 'imported', 'granted_by_hand', 'redelivered')
)`,
  },
  {
    name: 'revocations-are-in-the-timeline',
    meaning: 'The timeline says that an order was taken back.',
    sql: `select o.order_id from ait_iap_orders o where o.delivery in ${TAKEN_BACK} and not exists (
  select 1 from ait_iap_audit a where a.order_id = o.order_id and a.kind in ('revoked', 'withdrawal_promised', 'revoked_by_hand')
)`,
  },
  {
    name: 'promises-are-kept',
    meaning: 'What another system has not confirmed is in the outbox, to be tried again.',
    sql: `select o.order_id from ait_iap_orders o where o.delivery in ('delivering', 'revoking') and not exists (
  select 1 from ait_iap_outbox b where b.order_id = o.order_id and b.next_attempt_at is not null
    and b.action = case when o.delivery = 'delivering' then 'grant' else 'revoke' end
)`,
  },
];
