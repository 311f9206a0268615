import { IAP } from '@apps-in-toss/web-bridge';

/** Asks the partner backend as a page without our client would: by hand. */
async function grant(orderId: string): Promise<boolean> {
  const backend = import.meta.env.VITE_BACKEND_URL;
  const login = await fetch(`${backend}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userKey: 'demo-user' }),
  });
  const { token } = await login.json();
  const answer = await fetch(`${backend}/grant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ orderId }),
  });
  if (!answer.ok) return false;
  const { outcome } = await answer.json();
  return outcome === 'granted' || outcome === 'already_granted';
}

export function buy(sku: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const cleanup = IAP.createOneTimePurchaseOrder({
      options: { sku, processProductGrant: ({ orderId }) => grant(orderId) },
      onEvent: () => {
        cleanup();
        resolve();
      },
      onError: (error) => {
        cleanup();
        reject(error);
      },
    });
  });
}

export async function recoverPendingOrders(): Promise<number> {
  const { orders } = await IAP.getPendingOrders();
  let recovered = 0;
  for (const { orderId } of orders) {
    if ((await grant(orderId)) && (await IAP.completeProductGrant({ params: { orderId } }))) recovered += 1;
  }
  return recovered;
}

export async function listProducts() {
  return (await IAP.getProductItemList()).products;
}
