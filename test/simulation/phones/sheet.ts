import type { IapBridgeListener } from '@ait-iap/protocol';
import type { ProcessLife } from '../../../packages/server/test/stories/backend/process-life.js';
import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Trace } from '../../../packages/server/test/stories/report/trace.js';
import type { StoryClock } from '../../../packages/server/test/stories/time/story-clock.js';
import type { Sale } from './sale.js';
import {
  CHARGED_CODES,
  EARLY_CODES,
  pickSheetPlot,
  type SheetPlot,
  UNCLEAR_CODES,
  UNPAID_CODES,
} from './sheet-plots.js';
import type { TossServer } from './toss-server.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The mini-app has to answer within this (source). */
const GRANT_WINDOW_MS = 30 * SECOND;

/** An open sheet is decided by then: the user is in the app of a bank, or asks a parent. */
const LONGEST_THOUGHT_MS = 150 * SECOND;

/** What an order sheet is shown with. */
export interface SheetOptions {
  readonly sale: Sale;
  readonly server: TossServer;
  /** True time: the work of the app market goes on without any app. */
  readonly clock: StoryClock;
  /** The Toss app that shows it: when it dies, so does the sheet. */
  readonly app: ProcessLife;
  readonly dice: Dice;
  readonly without: ReadonlySet<string>;
  readonly trace: Trace;
  readonly listener: IapBridgeListener;
  /** Whether the page that opened it still listens. */
  readonly isHeard: () => boolean;
  /** Work of the app market that outlives the app. */
  readonly goesOn: (work: Promise<void>) => void;
  /** The whole app is killed. */
  readonly onKill: () => void;
}

/** One order sheet of a Toss app: the user decides, the app market takes money, the page is told, or not. */
export class Sheet {
  readonly #options: SheetOptions;
  readonly plot: SheetPlot;
  #answer: ((granted: boolean | undefined) => void) | undefined;

  constructor(options: SheetOptions) {
    this.#options = options;
    this.plot = pickSheetPlot(options.dice, options.without);
  }

  /** Shows it until its last word. Never resolves if the app dies. */
  async show(): Promise<void> {
    const { app, dice, sale, trace } = this.#options;
    trace.note(sale.orderId, `the sheet opens on ${sale.deviceId} (${this.plot})`);
    await app.sleep(dice.spread(500, LONGEST_THOUGHT_MS));
    await this.#play();
    sale.sheetOpen = false;
  }

  /** What the page says about the grant. Whether anybody was waiting for it. */
  answer(granted: boolean): boolean {
    const waits = this.#answer;
    this.#answer = undefined;
    waits?.(granted);
    return waits !== undefined;
  }

  #play(): void | Promise<void> {
    const { dice } = this.#options;
    switch (this.plot) {
      case 'buys':
        return this.#buy();
      case 'cancels':
        return this.#fail('USER_CANCELED');
      case 'fails':
        return this.#fail(dice.pick(UNPAID_CODES));
      case 'fails and is paid':
        this.#pay(dice.spread(1, 2 * SECOND));
        return this.#error(dice.pick(UNCLEAR_CODES));
      case 'takes its error back':
        return this.#takeErrorBack();
      case 'charged and not seen':
        this.#pay(dice.chance(0.4) ? undefined : dice.spread(5 * SECOND, 30 * HOUR));
        return this.#error(dice.pick(CHARGED_CODES));
      case 'needs an approval':
        return this.#awaitApproval();
      case 'falls silent':
        return this.#fallSilent();
      case 'dies over it':
        return this.#dieOverIt();
    }
  }

  async #buy(): Promise<void> {
    const { app, dice, sale, server } = this.#options;
    const recordedAfterMs = dice.spread(1, 2 * SECOND);
    this.#pay(recordedAfterMs);
    await app.sleep(recordedAfterMs);
    const answered = new Promise<boolean | undefined>((resolve) => {
      this.#answer = resolve;
    });
    app.sleep(GRANT_WINDOW_MS).then(() => this.#closeWindow());
    // The one event that is lost makes a silent sheet: the order is on the list.
    if (!this.#isUnlucky(0.06, 'purchased lost'))
      this.#event({ type: 'purchased', data: { orderId: sale.orderId } });
    if (this.#isUnlucky(0.1, 'purchased twice')) {
      app
        .sleep(dice.spread(1, 3 * SECOND))
        .then(() => this.#event({ type: 'purchased', data: { orderId: sale.orderId } }));
    }
    // In the meantime the sheet says "please wait"; the page is there, but the user cannot tap.
    if ((await answered) !== true) return this.#error('PRODUCT_NOT_GRANTED_BY_PARTNER');
    server.confirm(sale);
    await app.sleep(dice.spread(1, SECOND));
    if (this.#isUnlucky(0.06, 'success lost')) return;
    this.#event({ type: 'success', data: receipt(sale) });
    if (this.#isUnlucky(0.06, 'success twice')) this.#event({ type: 'success', data: receipt(sale) });
    if (this.#isUnlucky(0.04, 'an error after success')) this.#error('INTERNAL_ERROR');
  }

  #closeWindow(): void {
    this.#answer?.(undefined);
    this.#answer = undefined;
  }

  #fail(code: string): void {
    this.#options.server.fail(this.#options.sale);
    this.#error(code);
  }

  /** The money is taken now. Toss records it a while later, or never. */
  #pay(recordedAfterMs: number | undefined): void {
    const { server, sale, clock, goesOn, dice } = this.#options;
    server.charge(sale);
    if (recordedAfterMs === undefined) return;
    goesOn(clock.sleep(recordedAfterMs).then(() => server.record(sale)));
    if (dice.chance(0.2) && !this.#options.without.has('refunds')) {
      goesOn(clock.sleep(recordedAfterMs + dice.spread(20, 30 * HOUR)).then(() => server.refund(sale)));
    }
  }

  /** The page hears an error, and the sheet goes on behind its back. */
  async #takeErrorBack(): Promise<void> {
    const { app, dice, sale, clock } = this.#options;
    sale.erredAt = clock.now();
    this.#error(dice.pick(EARLY_CODES));
    // The page may be tapped again, or the sheet still covers it.
    sale.sheetOpen = dice.chance(0.5);
    await app.sleep(dice.spread(1, 20 * SECOND));
    await this.#buy();
  }

  #awaitApproval(): void {
    const { sale, server, clock, dice, goesOn } = this.#options;
    sale.awaitsApproval = true;
    this.#error('PAYMENT_PENDING');
    const approvedAfterMs = dice.spread(10 * SECOND, 60 * HOUR);
    const isApproved = !dice.chance(0.4);
    goesOn(
      clock.sleep(approvedAfterMs).then(() => {
        sale.awaitsApproval = false;
        if (isApproved) this.#pay(1);
        else server.fail(sale);
      }),
    );
  }

  #fallSilent(): void {
    const { server, sale, dice } = this.#options;
    if (dice.chance(0.5)) this.#event({ type: 'closed' });
    if (dice.chance(0.5)) this.#pay(dice.spread(1, 2 * SECOND));
    else server.fail(sale);
  }

  async #dieOverIt(): Promise<void> {
    const { app, dice, sale, onKill } = this.#options;
    const recordedAfterMs = dice.spread(1, 2 * SECOND);
    this.#pay(recordedAfterMs);
    if (dice.chance(0.5)) {
      await app.sleep(recordedAfterMs);
      this.#event({ type: 'purchased', data: { orderId: sale.orderId } });
      await app.sleep(dice.spread(1, 5 * SECOND));
    }
    sale.sheetOpen = false;
    onKill();
  }

  #event(event: { readonly type: string; readonly data?: unknown }): void {
    const { listener } = this.#options;
    this.#tell(`event ${event.type}`, () => listener.onEvent(event));
  }

  #error(code: string): void {
    const { listener } = this.#options;
    this.#tell(`error ${code}`, () => listener.onError(Object.assign(new Error(code), { code })));
  }

  #tell(what: string, say: () => void): void {
    const { isHeard, sale, trace, clock } = this.#options;
    trace.note(sale.orderId, `app -> page: ${what}${isHeard() ? '' : ', and nobody listens'}`);
    if (!isHeard()) return;
    // An error that it takes back was not how it ended.
    if (sale.toldAt === undefined || sale.toldAt === sale.erredAt) sale.toldAt = clock.now();
    say();
  }

  #isUnlucky(probability: number, trouble: string): boolean {
    const { dice, without } = this.#options;
    return dice.chance(probability) && !without.has(trouble);
  }
}

function receipt({ orderId }: Sale) {
  return {
    ...{ orderId, displayName: '보석 10개', displayAmount: '1,000원', amount: 1_000 },
    ...{ currency: 'KRW', fraction: 0, miniAppIconUrl: null },
  };
}
