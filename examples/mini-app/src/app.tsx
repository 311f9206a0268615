import { useOwnedProducts, usePendingOrders, useProducts, usePurchase } from '@ait-iap/client/react';
import { useRef, useState } from 'react';
import { ErrorPage } from './errors/error-page.js';
import { pageFor } from './errors/page-for.js';
import { noticeOf } from './notice.js';
import { Purchases } from './purchases/purchases.js';
import { type Buy, Shop } from './shop/shop.js';
import { Tabs, type View } from './tabs.js';
import { useInventory } from './use-inventory.js';

export function App() {
  const products = useProducts();
  const owned = useOwnedProducts();
  const pending = usePendingOrders({ recoverOnMount: true });
  const { status, outcome, purchase, subscribe, reset } = usePurchase();
  const inventory = useInventory(outcome ?? pending.report);
  const [view, setView] = useState<View>('shop');
  const lastBuy = useRef(() => {});

  const buy: Buy = ({ type, sku }, offerId) => {
    lastBuy.current = () => void (type === 'SUBSCRIPTION' ? subscribe(sku, offerId) : purchase(sku));
    lastBuy.current();
  };
  const recover = () => pending.recover().catch(pending.reload);

  const error = outcome && outcome.status !== 'granted' ? outcome.error : products.error;
  const page = error && pageFor(error);
  if (error && page) {
    return (
      <ErrorPage
        page={page}
        error={error}
        onClose={reset}
        onRetry={outcome ? lastBuy.current : products.reload}
        onCheckOrder={() => {
          reset();
          setView('purchases');
          void recover();
        }}
      />
    );
  }

  return (
    <main>
      <header>
        <h1>보석 상점</h1>
        <p>{inventory ? `보석 ${inventory.gems}개를 가지고 있어요` : '보석을 확인하고 있어요'}</p>
      </header>
      <Tabs view={view} onChange={setView} />
      {view === 'shop' ? (
        <Shop products={products} owned={owned.items} busy={status === 'paying'} onBuy={buy} />
      ) : (
        <Purchases products={products.items} owned={owned} pending={pending} onRecover={recover} />
      )}
      <output>{noticeOf(status, outcome, pending.report)}</output>
    </main>
  );
}
