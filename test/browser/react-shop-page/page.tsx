import { IapProvider, useOrderHistory, useOwnedProducts, useProducts } from '@ait-iap/client/react';
import {
  type Language,
  OrderHistory,
  ProductList,
  RecoveryNotice,
  RestoreButton,
  ShopLanguage,
} from '@ait-iap/client/react-shop';
import { sandbox } from '@ait-iap/sandbox/auto';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** A shop as a partner would put it together, in sandbox mode. */
function Shop() {
  const products = useProducts();
  const owned = useOwnedProducts();
  return (
    <main>
      <h1>상점</h1>
      <RecoveryNotice />
      <h2>상품</h2>
      <ProductList list={products} owned={owned.items} />
      <RestoreButton />
      <h2>구매 내역</h2>
      <OrderHistory list={useOrderHistory()} products={products.items} />
    </main>
  );
}

const language = (new URLSearchParams(location.search).get('language') ?? 'ko') as Language;
Object.assign(window, { sandbox });
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <StrictMode>
    <IapProvider grant={async () => true}>
      <ShopLanguage language={language}>
        <Shop />
      </ShopLanguage>
    </IapProvider>
  </StrictMode>,
);
