/**
 * Makes a COMMIT fail that the ledger did not send. `onGrant` may send one by mistake after the order was written and
 * before the item was, and then the item would be missing forever. The first statement of a transaction sets the
 * setting `ait_iap.transaction`, and the last one clears it (`transactionFrame`). The trigger runs at the commit and
 * refuses it while the setting is there. Writes without the store, such as a restore, never have this setting.
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
