import type { OwnedProduct, Product } from '@ait-iap/client';
import type { ListState, PendingOrdersState } from '@ait-iap/client/react';
import { useHistory } from './use-history.js';

interface Props {
  readonly products: readonly Product[];
  readonly owned: ListState<OwnedProduct>;
  readonly pending: PendingOrdersState;
  readonly onRecover: () => void;
}

const STATUS_WORDS: Readonly<Record<string, string>> = { COMPLETED: '결제 완료', REFUNDED: '환불 완료' };

export function Purchases({ products, owned, pending, onRecover }: Props) {
  const history = useHistory(owned.items);
  const unread = pending.error ?? owned.error;
  const nameOf = (sku: string | undefined) =>
    products.find((product) => product.sku === sku)?.displayName ?? '판매가 끝난 상품';
  return (
    <div className="purchases">
      {(unread || pending.items.length > 0) && (
        <section>
          <h2>지급을 기다리는 상품</h2>
          {unread && <p className="quiet">결제를 아직 확인하지 못했어요</p>}
          <ul>
            {pending.items.map(({ orderId, sku }) => (
              <li key={orderId}>
                <strong>{nameOf(sku)}</strong>
                <span>결제했고, 곧 지급할게요</span>
              </li>
            ))}
          </ul>
          <button type="button" className="primary" onClick={onRecover}>
            다시 확인하기
          </button>
        </section>
      )}
      {owned.items.length > 0 && (
        <section>
          <h2>이용 중인 상품</h2>
          <ul>
            {owned.items.map(({ orderId, sku, access }) => (
              <li key={orderId}>
                <strong>{nameOf(sku)}</strong>
                <span>{access === 'owned' ? '이용하고 있어요' : '이용 상태를 확인하고 있어요'}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>결제 내역</h2>
        {history.error && <p className="quiet">{history.error.userMessage.ko}</p>}
        {!unread && history.status === 'ready' && history.items.length === 0 && (
          <p className="quiet">아직 구매한 상품이 없어요</p>
        )}
        <ul>
          {history.items.map(({ orderId, sku, status, date }) => (
            <li key={`${orderId} ${status}`}>
              <strong>{nameOf(sku)}</strong>
              <span>
                {STATUS_WORDS[status] ?? status} · {date?.toLocaleDateString('ko-KR')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
