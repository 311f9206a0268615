import {
  createIapClient,
  createOneTimePurchaseOrder,
  createSubscriptionPurchaseOrder,
  setBridge,
} from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import type { IapBridge } from '@ait-iap/protocol';
import type { Host, OrderSheet, PaymentDecision, Sandbox } from '@ait-iap/sandbox';
import type { PageNetwork } from './page-network.js';
import type { Sabotage } from './sabotage.js';
import { BACKEND_ORIGIN, SESSION_HEADER } from './shop-backend.js';
import { type Ending, endingOf, endingOfError, type Tap } from './tap.js';

/** What the user will do with the next order sheet. `later` leaves it open. */
export type Decision = PaymentDecision | 'later';

/** What a phone is part of. */
export interface Surroundings {
  readonly sandbox: Sandbox;
  readonly network: PageNetwork;
  readonly taps: Tap[];
  readonly sabotage: Sabotage;
  isGranted(orderId: string): boolean;
  /** Told before an order sheet opens for a tap. */
  onSheet(tap: Tap, phone: Phone): void;
}

interface Page {
  readonly host: Host;
  readonly iap: ReturnType<typeof createIapClient>;
  readonly bridge: IapBridge;
  leave: AbortController;
  open: boolean;
}

/** One phone of one user: the Toss app, the mini-app in it, and the storage that outlives both. */
export class Phone {
  decision: Decision = 'approve';
  #page: Page | undefined;
  #waiting: ((decision: PaymentDecision) => void)[] = [];
  /** The taps whose order sheet was asked for, by product. */
  readonly #atSheet = new Map<string, Tap>();

  readonly #world: Surroundings;

  constructor(
    world: Surroundings,
    readonly userKey: string,
    readonly deviceId: string,
  ) {
    this.#world = world;
  }

  /** Starts the mini-app in a Toss app of this version. An open app is killed first. */
  start(appVersion: string): void {
    this.kill();
    const { sandbox } = this.#world;
    const { userKey, deviceId } = this;
    const host = sandbox.bridge({
      ...{ userKey, deviceId, appVersion, environment: 'toss' },
      payment: (sheet, signal) => this.#decide(sheet, signal),
    });
    const bridge = this.#watch(host);
    const iap = createIapClient({ bridge, clock: sandbox.clock });
    this.#page = { host, bridge, iap, leave: new AbortController(), open: true };
  }

  /** The Toss app dies, and the page in it. What the page was told does not count any more. */
  kill(): void {
    const page = this.#page;
    if (page === undefined) return;
    this.#page = undefined;
    page.open = false;
    for (const tap of this.#world.taps) {
      if (this.#pages.get(tap) === page && tap.endings.length === 0) tap.gone = true;
    }
    page.host.close();
    this.#waiting = [];
    this.#atSheet.clear();
  }

  /** Whether its Toss app can tell what is paid and not granted. */
  get listsPendingOrders(): boolean {
    return this.#page?.iap.isSupported('getPendingOrders') ?? true;
  }

  /** The user leaves the shop's page: components unmount and give up, the Toss app lives on. */
  leave(): void {
    if (this.#page === undefined) return;
    this.#page.leave.abort();
    this.#page.leave = new AbortController();
  }

  /** The user decides about the sheets that were left open. */
  decide(decision: PaymentDecision): void {
    for (const answer of this.#waiting.splice(0)) answer(decision);
  }

  /** Whether a tap was made on this phone. */
  made(tap: Tap): boolean {
    return this.#pages.has(tap);
  }

  async recover(): Promise<unknown> {
    return this.#page?.iap.recover({ grant: this.#grant(this.#page) }).catch((error: unknown) => error);
  }

  /** Taps "buy". The ending is written down when it comes. */
  tap(sku: string, through: Tap['through']): void {
    const page = this.#page;
    if (page === undefined) return;
    const { taps } = this.#world;
    const tap: Tap = {
      number: taps.length + 1,
      userKey: this.userKey,
      sku,
      through,
      endings: [],
      orderIds: [],
      gone: false,
    };
    taps.push(tap);
    this.#pages.set(tap, page);
    if (through === 'client') this.#buy(page, tap);
    else this.#dropIn(page, tap);
  }

  /** The page of a tap. */
  readonly #pages = new Map<Tap, Page>();

  #buy(page: Page, tap: Tap): void {
    const options = { grant: this.#grant(page), signal: page.leave.signal };
    const kind = isSubscription(tap.sku) ? 'subscribe' : 'purchase';
    page.iap[kind](tap.sku, options).then(
      (outcome) => this.#end(tap, endingOf(outcome)),
      (error: unknown) => this.#end(tap, { status: 'failed', charged: `rejected: ${String(error)}` }),
    );
  }

  #dropIn(page: Page, tap: Tap): void {
    setBridge(page.bridge);
    const buy = isSubscription(tap.sku) ? createSubscriptionPurchaseOrder : createOneTimePurchaseOrder;
    const cleanup = buy({
      options: { sku: tap.sku, processProductGrant: this.#grant(page) },
      onEvent: ({ data }) => this.#end(tap, { status: 'granted', orderId: data.orderId }),
      onError: (error) => this.#end(tap, endingOfError(error)),
    });
    setBridge(undefined);
    page.leave.signal.addEventListener('abort', () => {
      if (tap.endings.length === 0) tap.gone = true;
      cleanup();
    });
  }

  #end(tap: Tap, told: Omit<Ending, 'inLedger'>): void {
    if (!this.#pages.get(tap)?.open) return;
    tap.endings.push({
      ...told,
      inLedger: told.orderId !== undefined && this.#world.isGranted(told.orderId),
    });
    if (this.#atSheet.get(tap.sku) === tap) this.#atSheet.delete(tap.sku);
  }

  /** The grant callback of the mini-app. A dead page asks nothing and hears nothing. */
  #grant(page: Page) {
    const never = new Promise<never>(() => {});
    const grant = httpGrant({
      url: `${BACKEND_ORIGIN}/grant`,
      headers: { [SESSION_HEADER]: this.userKey },
      clock: this.#world.sandbox.clock,
      fetch: async (input, init) => {
        if (!page.open) return never;
        const response = await this.#world.network.fetch(input, init);
        return page.open ? response : never;
      },
    });
    if (!this.#world.sabotage.alwaysConfirms) return grant;
    return (order: Parameters<typeof grant>[0]) =>
      grant(order).then(
        () => true,
        () => true,
      );
  }

  #decide({ orderId, sku }: OrderSheet, signal: AbortSignal): PaymentDecision | Promise<PaymentDecision> {
    if (signal.aborted) return 'cancel';
    this.#atSheet.get(sku)?.orderIds.push(orderId);
    const page = this.#page;
    // A fault may kill the Toss app too.
    signal.addEventListener('abort', () => page === this.#page && this.kill());
    if (this.decision !== 'later') return this.decision;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve('cancel'));
    });
  }

  /** The bridge, with an eye on what opens an order sheet. */
  #watch(host: Host): IapBridge {
    const opens = (sku: unknown) => {
      const tap = this.#world.taps.find(
        (each) =>
          each.sku === sku && this.#pages.get(each)?.host === host && each.endings.length === 0 && !each.gone,
      );
      if (tap === undefined) return;
      this.#atSheet.set(tap.sku, tap);
      this.#world.onSheet(tap, this);
    };
    return {
      constant: (name) => host.constant(name),
      call: async (functionName, args) => {
        if (functionName === 'iapCreateOneTimePurchaseOrder')
          opens((args[0] as { productId?: string }).productId);
        if (this.#world.sabotage.forgetsOrders && functionName === 'getPendingOrders') return { orders: [] };
        if (this.#world.sabotage.forgetsOrders && functionName === 'getStorageItem') return null;
        return host.call(functionName, args);
      },
      listen(functionName, options, listener) {
        opens((options as { sku?: string }).sku);
        return host.listen(functionName, options, listener);
      },
    };
  }
}

function isSubscription(sku: string): boolean {
  return sku.includes('subscription');
}
