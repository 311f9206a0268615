import type { ReactElement, ReactNode } from 'react';
import type { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { useMountedState } from '../react/use-mounted-state.js';
import { usePendingOrders } from '../react/use-pending-orders.js';
import type { RecoveryReport } from '../recovery/recover.js';
import { ErrorNotice, type ErrorNoticeProps } from './error-notice.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** What {@link RestoreButton} is given. */
export interface RestoreButtonProps {
  /** What the button says; "구매 복원하기" without it. */
  readonly children?: ReactNode | undefined;
  /** Told what was found: what the user owns may have to be read again from your backend. */
  readonly onRestored?: ((report: RecoveryReport) => void) | undefined;
  /** What the button of an error does: see {@link ErrorNoticeProps.actions}. */
  readonly actions?: ErrorNoticeProps['actions'] | undefined;
  /** A class of the button, to style it by. */
  readonly className?: string | undefined;
}

type State =
  | { readonly status: 'idle' | 'restoring' }
  | { readonly status: 'done'; readonly report: RecoveryReport }
  | { readonly status: 'failed'; readonly error: IapError };

const IDLE: State = { status: 'idle' };

/** Grants what is paid and did not arrive, and says what it found. Lists that hooks show are read again then. */
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
