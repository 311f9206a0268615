import { IapProvider, useProducts } from '@ait-iap/client/react';
import { ProductList } from '@ait-iap/client/react-shop';
import { sandbox } from '@ait-iap/sandbox/auto';

function Shop() {
  return (
    <IapProvider grant={async () => true}>
      <Products />
    </IapProvider>
  );
}

function Products() {
  return <ProductList list={useProducts()} />;
}

export default { title: 'Shop', component: Shop };

export const Sells = {};

export const Fails = {
  play: async () => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
  },
};
