/** Sells the same product with the button of one SDK. */
export function sell(id, iap) {
  const told = document.getElementById('told');
  document.getElementById(id).addEventListener('click', () =>
    iap.createOneTimePurchaseOrder({
      options: { sku: 'ait.sandbox.consumable-1', processProductGrant: async () => true },
      onEvent: ({ data }) => {
        told.textContent = `${id}: ${data.displayName}`;
      },
      onError: (error) => {
        told.textContent = `${id}: ${error.code ?? error.name}`;
      },
    }),
  );
}
