import type { ReactElement } from 'react';
import { usePendingOrders } from '../react/use-pending-orders.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** What {@link RecoveryNotice} is given. */
export interface RecoveryNoticeProps {
  /** A class of the outer element, to style it by. */
  readonly className?: string | undefined;
}

/**
 * Grants at the start what was paid before and did not arrive, and says so. Put it where every start of the app shows it; it
 * is empty where there was nothing.
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
