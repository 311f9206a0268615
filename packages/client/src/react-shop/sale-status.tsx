import type { ReactElement } from 'react';
import { ErrorNotice, type ErrorNoticeProps } from './error-notice.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import type { Sale } from './use-sale.js';

/**
 * The progress of a sale as text, also for screen readers. The element exists before its text, so that the text is read
 * out.
 */
export function SaleStatus({
  sale,
  actions,
}: {
  sale: Sale;
  actions: ErrorNoticeProps['actions'];
}): ReactElement {
  const say = useWords();
  const { status, outcome, mayBuyAgain, start, reset } = sale;
  const isError = outcome?.status === 'failed' || outcome?.status === 'pending';
  return (
    <>
      <span role="status" data-iap="sale-status">
        {status === 'paying' && say(SHOP_TEXTS.paying)}
        {status === 'checking' && say(SHOP_TEXTS.checking)}
        {outcome?.status === 'granted' && say(SHOP_TEXTS.bought)}
      </span>
      {isError && (
        <ErrorNotice error={outcome.error} actions={{ close: reset, retry: () => start(), ...actions }} />
      )}
      {mayBuyAgain && (
        <button type="button" data-iap="buy-again" onClick={() => start({ buyAgain: true })}>
          {say(SHOP_TEXTS.buyAgain)}
        </button>
      )}
    </>
  );
}
