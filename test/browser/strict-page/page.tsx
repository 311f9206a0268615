import { IapProvider, useOrderHistory, useProducts } from '@ait-iap/client/react';
import { OrderHistory, ProductList, RecoveryNotice, RestoreButton } from '@ait-iap/client/react-shop';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

// In development React mounts everything below StrictMode twice and runs each effect twice.

const asked: string[] = [];
Object.assign(window, { asked });

function Shop() {
  const products = useProducts();
  return (
    <>
      <ProductList list={products} />
      <RestoreButton />
      <OrderHistory list={useOrderHistory()} products={products.items} />
    </>
  );
}

function App() {
  const [isOpen, open] = useState(true);
  return (
    <main>
      <button type="button" id="shop" onClick={() => open(!isOpen)}>
        {isOpen ? '상점 닫기' : '상점 열기'}
      </button>
      <RecoveryNotice />
      {isOpen && <Shop />}
    </main>
  );
}

const isRefused = new URLSearchParams(location.search).has('grant');

/** As a backend that answers a moment later. */
async function grant({ orderId }: { orderId: string }) {
  asked.push(orderId);
  await new Promise((resolve) => setTimeout(resolve, 10));
  return !isRefused;
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <StrictMode>
    <IapProvider grant={grant}>
      <App />
    </IapProvider>
  </StrictMode>,
);
