/** Runs in the page, before anything of it: what a Toss app of SDK 3.x answers, as a script. */
export function installScriptedApp(): void {
  const pending: string[] = [];
  const grants: unknown[] = [];
  const buy = (params: {
    options: { sku: string; processProductGrant: (order: { orderId: string }) => Promise<boolean> };
    onEvent: (event: object) => void;
    onError: (error: Error) => void;
  }) => {
    const orderId = `0198c8e0-0000-7000-8000-00000000000${grants.length}`;
    setTimeout(async () => {
      pending.push(orderId);
      const granted = await params.options.processProductGrant({ orderId });
      grants.push(granted);
      if (granted !== true) return params.onError(new Error('PRODUCT_NOT_GRANTED_BY_PARTNER'));
      pending.length = 0;
      const data = { orderId, displayName: '진짜 보석', displayAmount: '1,100원', amount: 1100 };
      params.onEvent({
        type: 'success',
        data: { ...data, currency: 'KRW', fraction: 0, miniAppIconUrl: null },
      });
    });
    return () => {};
  };
  const scriptedApp = {
    supported: true,
    environment: 'toss',
    tossAppVersion: '5.300.0',
    deviceId: 'phone',
    deploymentId: 'live',
    os: 'ios',
    hash: 'f'.repeat(64),
    login: { authorizationCode: 'real', referrer: 'DEFAULT' },
    IAP: {
      getProductItemList: async () => ({
        products: [
          {
            ...{ type: 'CONSUMABLE', sku: 'gem', displayName: '진짜 보석', displayAmount: '1,100원' },
            ...{ iconUrl: 'data:,', description: '보석이에요' },
          },
        ],
      }),
      getPendingOrders: async () => ({ orders: pending.map((orderId) => ({ orderId, sku: 'gem' })) }),
      getCompletedOrRefundedOrders: async () => ({ hasNext: false, orders: [] }),
      completeProductGrant: async () => true,
      getSubscriptionInfo: async () => ({}),
      createOneTimePurchaseOrder: buy,
      createSubscriptionPurchaseOrder: buy,
    },
  };
  Object.assign(window, {
    scriptedApp,
    ReactNativeWebView: { postMessage() {} },
    __appsInTossNativeBridge: {},
  });
}
