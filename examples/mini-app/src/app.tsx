import { getProductItemList, type IapError, type IapProductListItem } from '@ait-iap/client';
import { useCallback, useEffect, useState } from 'react';
import { getInventory, type Inventory } from './backend.js';
import { buy } from './shop/buy.js';
import { ProductCard } from './shop/product-card.js';
import { recoverPendingOrders } from './shop/recover.js';

export function App() {
  const [products, setProducts] = useState<readonly IapProductListItem[]>([]);
  const [inventory, setInventory] = useState<Inventory>();
  const [message, setMessage] = useState('상품을 불러오고 있어요');
  const [busy, setBusy] = useState(false);

  const act = useCallback(async (work: () => Promise<string>) => {
    setBusy(true);
    setMessage(await work().catch((error: IapError) => error.userMessage?.ko ?? '잠시 후 다시 시도해주세요'));
    setInventory(await getInventory().catch(() => undefined));
    setBusy(false);
  }, []);

  useEffect(() => {
    void act(async () => {
      const list = await getProductItemList();
      if (!list) return '토스 앱을 업데이트하면 살 수 있어요';
      setProducts(list.products);
      const recovered = await recoverPendingOrders();
      return recovered > 0 ? `받지 못한 상품 ${recovered}개를 지급했어요` : '원하는 상품을 골라주세요';
    });
  }, [act]);

  const onBuy = (sku: string) =>
    act(async () => {
      await buy(sku);
      return '구매했어요';
    });

  return (
    <main>
      <header>
        <h1>보석 상점</h1>
        <p>
          {inventory ? `보석 ${inventory.gems}개` : '보석을 확인하고 있어요'}
          {inventory?.skus.includes('ait.sandbox.non-consumable') && ' · 광고 없음'}
        </p>
      </header>
      <ul className="products">
        {products.map((product) => (
          <ProductCard key={product.sku} product={product} busy={busy} onBuy={onBuy} />
        ))}
      </ul>
      <output>{message}</output>
    </main>
  );
}
