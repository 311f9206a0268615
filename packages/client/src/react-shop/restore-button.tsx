import type { ReactElement, ReactNode } from 'react';
import type { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { useMountedState } from '../react/use-mounted-state.js';
import { usePendingOrders } from '../react/use-pending-orders.js';
import type { RecoveryReport } from '../recovery/recover.js';
import { ErrorNotice, type ErrorNoticeProps } from './error-notice.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** The props of {@link RestoreButton}. */
export interface RestoreButtonProps {
  /** The text of the button. @defaultValue "구매 복원하기" */
  readonly children?: ReactNode | undefined;
  /** Called with the result. You may have to read the user's items from your backend again. */
  readonly onRestored?: ((report: RecoveryReport) => void) | undefined;
  /** The actions of the error button: see {@link ErrorNoticeProps.actions}. */
  readonly actions?: ErrorNoticeProps['actions'] | undefined;
  /** A class of the button, for your styles. */
  readonly className?: string | undefined;
}

type State =
  | { readonly status: 'idle' | 'restoring' }
  | { readonly status: 'done'; readonly report: RecoveryReport }
  | { readonly status: 'failed'; readonly error: IapError };

const IDLE: State = { status: 'idle' };

/**
 * A button that grants paid orders that did not arrive, and shows the result. Lists of the hooks are then read again.
 * Charges nobody.
 */
export function RestoreButton({
  children,
  onRestored,
  actions,
  className,
}: RestoreButtonProps): ReactElement {
  const say = useWords();
  const { recover } = usePendingOrders();
  const [state, show] = useMountedState<State>(IDLE);
  const restore = async () => {
    if (state.status === 'restoring') return;
    show({ status: 'restoring' });
    try {
      const report = await recover();
      show({ status: 'done', report });
      onRestored?.(report);
    } catch (error) {
      show({ status: 'failed', error: toIapError(error, 'restore purchases') });
    }
  };
  return (
    <>
      <button
        type="button"
        className={className}
        data-iap="restore"
        data-status={state.status}
        aria-disabled={state.status === 'restoring'}
        onClick={restore}
      >
        {children ?? say(SHOP_TEXTS.restore)}
      </button>
      <span role="status">
        {state.status === 'restoring' && say(SHOP_TEXTS.restoring)}
        {state.status === 'done' && say(SHOP_TEXTS[wordOf(state.report)])}
      </span>
      {state.status === 'failed' && (
        <ErrorNotice error={state.error} actions={{ retry: restore, close: () => show(IDLE), ...actions }} />
      )}
    </>
  );
}

function wordOf({ orders }: RecoveryReport): 'restored' | 'nothingToRestore' | 'notAllRestored' {
  if (orders.length === 0) return 'nothingToRestore';
  return orders.every(({ status }) => status === 'granted') ? 'restored' : 'notAllRestored';
}
