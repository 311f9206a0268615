/**
 * Makes a COMMIT fail that is not the ledger's: `onGrant` may send one by mistake after the order was written and before the
 * item was, and then the item would be missing for ever. The first statement of a transaction leaves a note in
 * `ait_iap.transaction`, the last one takes it away (`transactionFrame`); the trigger waits for the commit and refuses while it is
 * there. Who writes without the store, such as a restore, has no such note.
 */
export const COMMIT_GUARD: readonly string[] = [
  `create or replace function ait_iap_assert_closed() returns trigger language plpgsql as $$
begin
  if current_setting('ait_iap.transaction', true) <> '' then
    raise exception 'The transaction of the ledger is committed by the ledger: take COMMIT out of the callback'
      using errcode = 'invalid_transaction_termination';
  end if;
  return null;
end $$`,
  `create constraint trigger ait_iap_orders_closed after insert or update of delivery on ait_iap_orders
  deferrable initially deferred for each row execute function ait_iap_assert_closed()`,
];
