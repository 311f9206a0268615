import type { ReactElement } from 'react';
import { usePendingOrders } from '../react/use-pending-orders.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** The props of {@link RecoveryNotice}. */
export interface RecoveryNoticeProps {
  /** A class of the outer element, for your styles. */
  readonly className?: string | undefined;
}

/**
 * Recovers at the app's start: grants orders that were paid before and did not arrive, and says so. Put it where every
 * start of the app shows it. It is empty if there was nothing. Charges nobody.
 */
export function RecoveryNotice({ className }: RecoveryNoticeProps): ReactElement {
  const say = useWords();
  const { report } = usePendingOrders({ recoverOnMount: true });
  const arrived = report?.orders.some(({ status }) => status === 'granted');
  return (
    <div role="status" className={className} data-iap="recovery">
      {arrived && say(SHOP_TEXTS.arrived)}
    </div>
  );
}
