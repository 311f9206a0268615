// The shape of the official SDK 3.x, which is not on the npm registry. Without the Toss app each function throws.
const gated = () =>
  Object.assign(
    () => {
      throw new Error('apps-in-toss 웹뷰 환경이 아니에요. 토스 앱 안에서만 호출할 수 있어요.');
    },
    { isSupported: () => false, MIN_TOSS_APP_VERSION: { android: '5.219.0', ios: '5.219.0' } },
  );

export const IAP = {
  getProductItemList: gated(),
  createOneTimePurchaseOrder: gated(),
  createSubscriptionPurchaseOrder: gated(),
  getPendingOrders: gated(),
  getCompletedOrRefundedOrders: gated(),
  completeProductGrant: gated(),
  getSubscriptionInfo: gated(),
};
export const Share = { createLink: ({ path }) => `the official link of ${path}` };
