import type { Product } from '@ait-iap/client';
import { useOwnedProducts, usePendingOrders, useProducts, usePurchase } from '@ait-iap/client/react';
import { useState } from 'react';
import { ErrorPage } from './errors/error-page.js';
import { pageFor } from './errors/page-for.js';
import { noticeOf } from './notice.js';
import { Purchases } from './purchases/purchases.js';
import { Shop } from './shop/shop.js';
import { Tabs, type View } from './tabs.js';
import { useInventory } from './use-inventory.js';

export function App() {
  const products = useProducts();
  const owned = useOwnedProducts();
  const pending = usePendingOrders({ recoverOnMount: true });
  const { status, outcome, purchase, subscribe, reset } = usePurchase();
  const inventory = useInventory(outcome ?? pending.report);
  const [view, setView] = useState<View>('shop');
  const [wanted, setWanted] = useState<() => void>();

  const buy = ({ type, sku }: Product, offerId?: string) => {
    const start = () => void (type === 'SUBSCRIPTION' ? subscribe(sku, offerId) : purchase(sku));
    setWanted(() => start);
    start();
  };
  /** What failed is told by the lists, which are read again at the end. */
  const recover = async () => {
    await pending.recover().catch(() => {});
    pending.reload();
    owned.reload();
  };

  const failure = outcome && outcome.status !== 'granted' ? outcome.error : undefined;
  const error = failure ?? products.error;
  const page = error && pageFor(error);
  if (page) {
    return (
      <ErrorPage
        page={page}
        error={error}
        onClose={failure && reset}
        onRetry={failure && wanted ? wanted : products.reload}
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
        <Shop
          products={products}
          owned={owned.items}
          busy={status === 'paying' || status === 'checking'}
          onBuy={buy}
        />
      ) : (
        <Purchases products={products.items} owned={owned} pending={pending} onRecover={recover} />
      )}
      <output>{noticeOf(status, outcome, pending.report)}</output>
    </main>
  );
}
