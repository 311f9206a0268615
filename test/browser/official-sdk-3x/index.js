// The shapes of SDK 3.x as public mini-apps use them. What the Toss app would answer is a script: `window.scriptedApp`.
// Outside of it every function throws, with the platform's own words.

function app() {
  if (globalThis.window?.scriptedApp === undefined)
    throw new Error('apps-in-toss 웹뷰 환경이 아니에요. 토스 앱 안에서만 호출할 수 있어요.');
  return window.scriptedApp;
}

function gated(name) {
  return Object.assign((...args) => app().IAP[name](...args), {
    isSupported: () => app().supported,
    MIN_TOSS_APP_VERSION: { android: '5.219.0', ios: '5.219.0' },
  });
}

export const IAP = {
  getProductItemList: gated('getProductItemList'),
  createOneTimePurchaseOrder: gated('createOneTimePurchaseOrder'),
  createSubscriptionPurchaseOrder: gated('createSubscriptionPurchaseOrder'),
  getPendingOrders: gated('getPendingOrders'),
  getCompletedOrRefundedOrders: gated('getCompletedOrRefundedOrders'),
  completeProductGrant: gated('completeProductGrant'),
  getSubscriptionInfo: gated('getSubscriptionInfo'),
};

export const Environment = {
  get environment() {
    return app().environment;
  },
  get tossAppVersion() {
    return app().tossAppVersion;
  },
  get deviceId() {
    return app().deviceId;
  },
  get deploymentId() {
    return app().deploymentId;
  },
};

export const Device = {
  get os() {
    return app().os;
  },
  openURL: (url) => `the official Device.openURL(${url})`,
};

export const User = {
  getAnonymousKey: Object.assign(async () => ({ type: 'HASH', hash: app().hash }), {
    isSupported: () => app().supported,
  }),
};

const kept = new Map();
export const Storage = {
  getItem: async (key) => (app() && kept.get(key)) ?? null,
  setItem: async (key, value) => app() && void kept.set(key, value),
};

export const TossAuth = { login: async () => app().login };
export const Share = { createLink: async ({ path }) => `the official link of ${path}` };
export const SafeArea = { get: () => ({ top: 0, right: 0, bottom: 34, left: 0 }), subscribe: () => () => {} };
export const NavigationBar = { setOptions: async () => 'the official bar' };
export const Screen = { close: async () => {} };
export const graniteEvent = { addEventListener: () => () => {} };
export function getTossAppVersion() {
  return app().tossAppVersion;
}
