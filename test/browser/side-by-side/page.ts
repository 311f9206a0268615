import { IAP } from 'sdk-under-test';
import type { Grant, Shop, Tap } from './shop.js';

// Runs in the page, below either SDK: taps, and writes down all that it is told.

interface HostWindow {
  ReactNativeWebView?: { postMessage(text: string): void };
  __GRANITE_NATIVE_EMITTER?: {
    emit(topic: string, data: unknown): void;
    on(topic: string, listener: (data: unknown) => void): () => void;
    events: Record<string, unknown[] | undefined>;
  };
}

const host = window as HostWindow;
const told: string[] = [];
const sent: string[] = [];
const cleanups: (() => void)[] = [];
let asked = 0;

const failure = (error: unknown) => `error ${(error as { code?: string }).code ?? 'without a code'}`;

const GRANTS: Readonly<Record<Exclude<Grant, 'missing'>, () => unknown>> = {
  true: () => true,
  false: () => false,
  'true the second time': () => asked > 1,
  throws: () => {
    throw new Error('the backend is down');
  },
  'never settles': () => new Promise(() => {}),
  'a Response': () => new Response('', { status: 500 }),
  undefined: () => undefined,
};

function tap({ sku, offerId, grant }: Tap): void {
  const create = offerId === undefined ? IAP.createOneTimePurchaseOrder : IAP.createSubscriptionPurchaseOrder;
  const processProductGrant =
    grant === 'missing'
      ? undefined
      : () => {
          asked += 1;
          told.push('asked to grant');
          return GRANTS[grant]();
        };
  try {
    cleanups.push(
      create({
        options: { sku, ...(offerId !== undefined && { offerId }), processProductGrant } as never,
        onEvent: ({ type }) => void told.push(type),
        onError: (error) => void told.push(failure(error)),
      }),
    );
  } catch {
    told.push('thrown at the tap');
  }
}

async function call(work: () => Promise<unknown>, words: (answer: never) => string): Promise<void> {
  try {
    const answer = await work();
    told.push(answer === undefined ? 'undefined' : words(answer as never));
  } catch (error) {
    told.push(failure(error));
  }
}

const list = () =>
  call(
    () => IAP.getProductItemList(),
    ({ products }: { products: unknown[] }) => `${products.length} products`,
  );

async function recover(): Promise<void> {
  const { orders } = await IAP.getPendingOrders();
  for (const { orderId } of orders) {
    await call(
      () => IAP.completeProductGrant({ params: { orderId } }),
      (done) => `completed ${done}`,
    );
  }
}

/** The official types lack the key. */
const historyPage = IAP.getCompletedOrRefundedOrders as (params?: {
  key: string;
}) => Promise<{ orders: unknown[]; nextKey?: string | null }>;

async function walkHistory(): Promise<void> {
  let key: string | null | undefined;
  do {
    const page = await historyPage(key ? { key } : undefined);
    told.push(`${page.orders.length} orders`);
    key = page.nextKey;
  } while (key);
}

/** One question to the host and its answer, past the SDK. */
function ask(eventId: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = host.__GRANITE_NATIVE_EMITTER?.on(`getStorageItem/resolve/${eventId}`, () => {
      stop?.();
      resolve();
    });
    const args = ['nothing'];
    host.ReactNativeWebView?.postMessage(
      JSON.stringify({ type: 'method', functionName: 'getStorageItem', eventId, args }),
    );
  });
}

async function quiet(): Promise<void> {
  for (let round = 0; round < 25; round += 1) {
    if (host.ReactNativeWebView) await ask(`quiet-${round}`);
    else await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  }
}

/** Counts what is sent, and writes down each answer to `purchased`. */
function watchMessages(view: NonNullable<HostWindow['ReactNativeWebView']>): void {
  const post = view.postMessage.bind(view);
  view.postMessage = (text) => {
    const { functionName, args } = JSON.parse(text);
    sent.push(functionName);
    if (functionName === 'processProductGrant') {
      told.push(`answered ${JSON.stringify(args[0].isProductGranted)}`);
    }
    post(text);
  };
}

function errorBeforeSuccess(): void {
  const emitter = host.__GRANITE_NATIVE_EMITTER;
  if (!emitter) return;
  const emit = emitter.emit.bind(emitter);
  emitter.emit = (topic, data) => {
    if ((data as { type?: string } | undefined)?.type === 'success') {
      emit(topic.replace('/onEvent/', '/onError/'), { __isError: true, message: '', code: 'NETWORK_ERROR' });
    }
    emit(topic, data);
  };
}

function spoilAnswer(functionName: string, answer: unknown): void {
  const emitter = host.__GRANITE_NATIVE_EMITTER;
  if (!emitter) return;
  const emit = emitter.emit.bind(emitter);
  emitter.emit = (topic, data) => emit(topic, topic.startsWith(`${functionName}/resolve/`) ? answer : data);
}

function failToListen(): void {
  const view = host.ReactNativeWebView;
  if (!view) return;
  const post = view.postMessage;
  view.postMessage = (text) => {
    if (JSON.parse(text).type === 'addEventListener') throw new Error('the WebView is going away');
    post(text);
  };
}

const listeners = () =>
  Object.values(host.__GRANITE_NATIVE_EMITTER?.events ?? {}).reduce(
    (sum, all) => sum + (all?.length ?? 0),
    0,
  );

if (host.ReactNativeWebView) watchMessages(host.ReactNativeWebView);
window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  told.push('unhandled rejection');
});

const shop: Shop = {
  told,
  tap,
  list,
  recover,
  walkHistory,
  pending: () =>
    call(
      () => IAP.getPendingOrders(),
      ({ orders }: { orders: unknown[] }) => `${orders.length} pending`,
    ),
  quiet,
  cleanup: () => cleanups.splice(0).forEach((stop) => void stop()),
  tellSent: (functionName) =>
    void told.push(`${sent.filter((name) => name === functionName).length} × ${functionName}`),
  tellListeners: () => void told.push(`${listeners()} listeners left`),
  errorBeforeSuccess,
  spoilAnswer,
  failToListen,
};
(window as unknown as { shop: Shop }).shop = shop;
