import { IapProvider, useOwnedProducts, useProducts } from '@ait-iap/client/react';
import { type Language, ProductList, RestoreButton, ShopLanguage } from '@ait-iap/client/react-shop';
import { sandbox } from '@ait-iap/sandbox/auto';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** A shop as a partner would put it together, in sandbox mode. */
function Shop() {
  const owned = useOwnedProducts();
  return (
    <main>
      <h1>상점</h1>
      <h2>상품</h2>
      <ProductList list={useProducts()} owned={owned.items} />
      <RestoreButton />
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
