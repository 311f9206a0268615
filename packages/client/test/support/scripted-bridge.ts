import type { IapBridge, IapBridgeListener } from '@ait-iap/protocol';

/** One order sheet that a test has in its hands. */
export interface ScriptedSheet {
  readonly functionName: string;
  readonly options: unknown;
  /** Whether anybody still listens. */
  readonly open: boolean;
  purchased(orderId: string, more?: object): void;
  success(orderId: string): void;
  fail(code: string): void;
  error(error: unknown): void;
  event(event: unknown): void;
}

export type Method = (...args: never[]) => unknown;

/** A host of a few lines: a test scripts what it answers and plays the order sheets by hand. */
export interface ScriptedBridge extends IapBridge {
  readonly calls: { readonly functionName: string; readonly args: readonly unknown[] }[];
  readonly sheets: ScriptedSheet[];
  /** The order sheet that was opened last. */
  readonly sheet: ScriptedSheet;
  readonly listeners: number;
  /** How often a function was called. */
  count(functionName: string): number;
  methods: Record<string, Method>;
  constants: Record<string, unknown>;
}

export const NEWEST_APP = {
  getOperationalEnvironment: 'toss',
  getPlatformOS: 'android',
  getTossAppVersion: '5.300.0',
};

/** What a success event shows. */
export function receiptOf(orderId: string) {
  return {
    orderId,
    displayName: '보석 10개',
    displayAmount: '1,000원',
    amount: 1000,
    currency: 'KRW',
    fraction: 0,
    miniAppIconUrl: null,
  };
}

/** A storage that outlives a bridge, as the native one does. */
export function storageMethods(store = new Map<string, string>()): Record<string, Method> {
  return {
    getStorageItem: (key: string) => store.get(key) ?? null,
    setStorageItem: (key: string, value: string) => void store.set(key, value),
    removeStorageItem: (key: string) => void store.delete(key),
  };
}

export function scriptedBridge(
  methods: Record<string, Method> = {},
  constants: Record<string, unknown> = NEWEST_APP,
) {
  const bridge: ScriptedBridge = {
    calls: [],
    sheets: [],
    get sheet() {
      const last = bridge.sheets.at(-1);
      if (!last) throw new Error('No order sheet was opened');
      return last;
    },
    get listeners() {
      return bridge.sheets.filter(({ open }) => open).length;
    },
    count: (name) => bridge.calls.filter(({ functionName }) => functionName === name).length,
    methods: {
      ...storageMethods(),
      getPendingOrders: () => ({ orders: [] }),
      processProductGrant: () => undefined,
      completeProductGrant: () => true,
      iapGetProductItemList: () => ({ products: [] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [] }),
      ...methods,
    },
    constants,
    async call(functionName, args) {
      bridge.calls.push({ functionName, args });
      const method = bridge.methods[functionName];
      if (!method) throw new Error(`${functionName} is not scripted`);
      return method(...(args as never[]));
    },
    listen(functionName, options, listener) {
      const sheet = scriptedSheet(functionName, options, listener);
      bridge.sheets.push(sheet);
      return sheet.close;
    },
    constant: (name) => bridge.constants[name],
  };
  return bridge;
}

function scriptedSheet(functionName: string, options: unknown, listener: IapBridgeListener) {
  let open = true;
  const event = (data: unknown) => open && listener.onEvent(data);
  return {
    functionName,
    options,
    get open() {
      return open;
    },
    close: () => {
      open = false;
    },
    event,
    purchased: (orderId: string, more: object = {}) =>
      event({ type: 'purchased', data: { orderId, ...more } }),
    success: (orderId: string) => event({ type: 'success', data: receiptOf(orderId) }),
    fail: (code: string) => open && listener.onError(Object.assign(new Error(code), { code })),
    error: (error: unknown) => open && listener.onError(error),
  };
}
