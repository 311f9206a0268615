import { createIapClient, type IapClient } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import type { IapBridgeListener } from '@ait-iap/protocol';
import { ProcessLife } from '../../../packages/server/test/stories/backend/process-life.js';
import { WrongClock } from '../../../packages/server/test/stories/time/wrong-clock.js';
import { appBridge } from './app-bridge.js';
import { pageFetch } from './page-network.js';
import { Sheet } from './sheet.js';
import type { Street } from './street.js';
import type { Tap } from './tap.js';

/** Every promise of the client is kept within this: the longest silence of a sheet, and what it does after it. */
const LONGEST_OUTCOME_MS = 30 * 60_000;

/** A page that runs: the mini-app with the real client. */
interface Page {
  readonly life: ProcessLife;
  readonly clock: WrongClock;
  readonly iap: IapClient;
  readonly taps: Tap[];
}

/** One device of one user: its storage outlives the Toss app, and the Toss app outlives the page. */
export class Phone {
  readonly #street: Street;
  readonly #storage = new Map<string, string>();
  readonly #sheets = new Map<string, Sheet>();
  /** How far the clock of the device is off. */
  #offMs = 0;
  #app: ProcessLife;
  #page: Page;

  constructor(
    street: Street,
    readonly userKey: string,
    readonly deviceId: string,
    offMs: number,
  ) {
    this.#street = street;
    this.#offMs = offMs;
    this.#app = new ProcessLife(street.clock);
    this.#page = this.#open();
  }

  get isOn(): boolean {
    return this.#app.alive;
  }

  get hasSheetOpen(): boolean {
    return this.#street.server.sales.some(
      ({ deviceId, sheetOpen }) => sheetOpen && deviceId === this.deviceId,
    );
  }

  get offMs(): number {
    return this.#offMs;
  }

  /** The clock of the device is set. */
  setClock(offMs: number): void {
    this.#offMs = offMs;
    this.#page.clock.jump(offMs);
  }

  /** The Toss app is killed, with the page and the sheet in it. */
  kill(): void {
    if (!this.#app.alive) return;
    this.#say('the app is killed');
    this.#app.die();
    this.#leavePage();
    for (const sale of this.#street.server.sales) {
      if (!sale.sheetOpen || sale.deviceId !== this.deviceId) continue;
      sale.sheetOpen = false;
      if (sale.paidAt === undefined) this.#street.server.fail(sale);
    }
  }

  /** Opens the mini-app: in a new Toss app if the last one was killed, else as a reload of the page. */
  open(): void {
    if (!this.#app.alive) this.#app = new ProcessLife(this.#street.clock);
    this.#leavePage();
    this.#say('the page opens');
    this.#page = this.#open();
  }

  /** Recovers as a mini-app does at its start. */
  async recover(): Promise<void> {
    const { iap, life } = this.#page;
    this.#say('recovers');
    const told = iap.recover({ grant: this.#grant(this.#page) }).then(
      ({ orders }) => {
        for (const { orderId, status } of orders) {
          if (status === 'granted') void this.#told(orderId);
          else this.#street.leftPending.add(orderId);
        }
      },
      () => undefined,
    );
    await this.#within(told, life, `a recovery on ${this.deviceId} never settled`);
  }

  /** Taps "buy" for what was wanted last. */
  async tapAgain(): Promise<void> {
    const last = this.#street.taps.findLast(({ deviceId }) => deviceId === this.deviceId);
    if (last !== undefined) await this.tap(last.sku);
  }

  /** Taps "buy"; the app stops waiting after so long. Resolves when the tap has ended, or can never end. */
  async tap(sku: string, givesUpAfterMs?: number): Promise<void> {
    const { street, page } = { street: this.#street, page: this.#page };
    const { userKey, deviceId } = this;
    const tap: Tap = {
      ...{ number: street.taps.length + 1, userKey, deviceId, sku, sales: [] },
      ...{ outcome: undefined, gone: false },
    };
    street.taps.push(tap);
    page.taps.push(tap);
    this.#say(`tap ${tap.number}: buy ${sku}`);
    const giveUp = new AbortController();
    if (givesUpAfterMs !== undefined) page.life.sleep(givesUpAfterMs).then(() => giveUp.abort());
    const bought = page.iap
      .purchase(sku, { grant: this.#grant(page), signal: giveUp.signal })
      .then(async (outcome) => {
        tap.outcome = outcome;
        this.#say(
          `tap ${tap.number}: ${outcome.status}${'error' in outcome ? ` ${outcome.error.code}` : ''}`,
        );
        if (outcome.status === 'granted') await this.#told(outcome.orderId);
      });
    const ended = this.#within(bought, page.life, `tap ${tap.number} never settled`);
    // Its person may have left by then.
    street.goesOn(ended);
    await ended;
  }

  #leavePage(): void {
    const { life, taps } = this.#page;
    life.die();
    for (const tap of taps) tap.gone ||= tap.outcome === undefined;
    for (const sale of taps.flatMap(({ sales }) => sales)) sale.pageDiedAt ??= this.#street.clock.now();
  }

  #open(): Page {
    const { server, dice, counts, without } = this.#street;
    // A page dies with its app, and an app does not die with its page.
    const life = new ProcessLife(this.#app);
    this.#app.onDeath(() => life.die());
    const { userKey } = this;
    const own = dice.fork(`page of ${this.deviceId}`);
    const bridge = appBridge({
      page: life,
      dice: own.fork('bridge'),
      ...{ counts, without, troubled: this.#street.troubled },
      methods: {
        getStorageItem: (key: string) => this.#storage.get(key) ?? null,
        setStorageItem: (key: string, value: string) => void this.#storage.set(key, value),
        removeStorageItem: (key: string) => void this.#storage.delete(key),
        getPendingOrders: () => server.pending(userKey),
        getCompletedOrRefundedOrders: () => server.history(userKey),
        processProductGrant: (answer: { orderId: string; isProductGranted: unknown }) =>
          void this.#sheets.get(answer.orderId)?.answer(answer.isProductGranted === true),
        completeProductGrant: ({ params }: { params: { orderId: string } }) => {
          const sale = server.find(userKey, params.orderId);
          return sale !== undefined && server.confirm(sale);
        },
      },
      openSheet: (sku, listener, isHeard) => this.#openSheet(sku, listener, isHeard),
    });
    const clock = new WrongClock(life, 0);
    clock.jump(this.#offMs);
    return { life, clock, iap: createIapClient({ bridge, clock }), taps: [] };
  }

  #openSheet(sku: string, listener: IapBridgeListener, isHeard: () => boolean): void {
    const { server, dice, without, trace, clock } = this.#street;
    const { userKey, deviceId } = this;
    const tap = this.#page.taps.find((each) => each.sku === sku && each.outcome === undefined);
    this.#street.onSheet(this, sku, tap);
    const deviceTime = this.#page.clock.now();
    const sale = server.open(sku, { userKey, deviceId, deviceTime });
    tap?.sales.push(sale);
    const sheet = new Sheet({
      ...{ sale, server, clock, without, trace, listener, isHeard },
      app: this.#app,
      dice: dice.fork(`sheet of ${deviceId}`),
      goesOn: (work) => this.#street.goesOn(work),
      onKill: () => this.kill(),
    });
    this.#sheets.set(sale.orderId, sheet);
    this.#street.counts.add(`sheet ${sheet.plot}`);
    void sheet.show();
  }

  /** The grant callback of the mini-app: the real one over HTTP. */
  #grant({ life, clock }: Page) {
    const { counts, without, troubled, dice } = this.#street;
    return httpGrant({
      url: 'https://shop.test/grant',
      headers: { 'x-session': this.userKey },
      clock,
      fetch: pageFetch({
        page: life,
        dice: dice.fork(`network of ${this.deviceId}`),
        ...{ counts, without, troubled },
        handle: (request) => this.#street.handle(request),
      }),
    });
  }

  /** The app says that an order is granted. */
  async #told(orderId: string): Promise<void> {
    const sale = this.#street.server.find(this.userKey, orderId);
    await this.#street.onToldGranted(orderId, sale);
  }

  /** Waits until work in a page is done, or the page has died. Complains if neither happens in bounded time. */
  async #within(work: Promise<void>, page: ProcessLife, complaint: string): Promise<void> {
    const { clock } = this.#street;
    const patience = new AbortController();
    let isDone = false;
    const done = Promise.race([work, new Promise<void>((resolve) => page.onDeath(resolve))]).then(() => {
      isDone = true;
      patience.abort();
    });
    await Promise.race([done, clock.sleep(LONGEST_OUTCOME_MS, patience.signal).catch(() => undefined)]);
    if (!isDone && page.alive) this.#street.complain(complaint);
  }

  #say(what: string): void {
    this.#street.trace.noteToAll(`${this.deviceId}: ${what}`);
  }
}
