import { createIapClient } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import { IapProvider, useProducts } from '@ait-iap/client/react';
import { createRoot } from 'react-dom/client';

function Shop() {
  const { products } = useProducts();
  return <p>{products?.length ?? 0}</p>;
}

const grant = httpGrant({ url: 'https://api.example.com/grant', credentials: 'include' });
createRoot(document.getElementById('root')).render(
  <IapProvider client={createIapClient()} grant={grant}>
    <Shop />
  </IapProvider>,
);
