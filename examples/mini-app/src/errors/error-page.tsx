import type { ErrorPageAction, IapError, ErrorPage as Page } from '@ait-iap/client';

interface Props {
  readonly page: Page;
  readonly error: IapError;
  /** Left out where the user cannot go on without the list that failed. */
  readonly onClose: (() => void) | undefined;
  readonly onRetry: () => void;
  readonly onCheckOrder: () => void;
}

export function ErrorPage({ page, error, onClose, onRetry, onCheckOrder }: Props) {
  const actions: Readonly<Record<ErrorPageAction, (() => void) | undefined>> = {
    close: onClose,
    retry: onRetry,
    'check-order': onCheckOrder,
    'update-app': () => window.open('https://toss.im'),
    contact: () => window.open(`mailto:help@example.com?subject=${encodeURIComponent(error.code)}`),
  };
  const { kind, label } = page.action;
  return (
    <main className="error-page">
      <section role="alert">
        <h1>{page.title.ko}</h1>
        <p>{page.body.ko}</p>
        {error.orderId && <small>주문 번호 {error.orderId}</small>}
      </section>
      <footer>
        {actions[kind] && (
          <button type="button" className="primary" onClick={actions[kind]}>
            {label.ko}
          </button>
        )}
        {onClose && kind !== 'close' && (
          <button type="button" onClick={onClose}>
            닫기
          </button>
        )}
      </footer>
    </main>
  );
}
