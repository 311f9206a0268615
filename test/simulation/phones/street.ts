import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Guests, Scene } from '../../../packages/server/test/stories/guests.js';
import type { Verdict } from '../../../packages/server/test/stories/judge/judge.js';
import type { Counts } from '../../../packages/server/test/stories/report/counts.js';
import type { Trace } from '../../../packages/server/test/stories/report/trace.js';
import type { StoryClock } from '../../../packages/server/test/stories/time/story-clock.js';
import { chargedAgain } from './charged-again.js';
import { liveWith } from './person.js';
import { Phone } from './phone.js';
import type { Sale } from './sale.js';
import type { Tap } from './tap.js';
import { TossServer } from './toss-server.js';
import { wrongTaps } from './wrong-taps.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** How far the clock of a device may be off from the beginning, in milliseconds. */
const CLOCKS_OFF_MS = [0, 0, 0, 90_000, -90_000, 10 * MINUTE, DAY, 700 * DAY];

/** People with phones in front of the shop of a chapter. */
export class Street implements Guests {
  readonly server: TossServer;
  readonly taps: Tap[] = [];
  /** What a recovery left to the next one, such as a delivery by another system that is not confirmed yet. */
  readonly leftPending = new Set<string>();
  readonly #scene: Scene;
  readonly #phones: readonly Phone[];
  readonly #work: Promise<void>[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
    const { clock, platform, trace, dice, without } = scene;
    this.server = new TossServer({
      ...{ clock, platform, trace },
      dice: dice.fork('toss'),
      onConfirmed: (sale) => this.#onConfirmed(sale),
    });
    const offMs = () => (without.has('clocks') ? 0 : dice.pick(CLOCKS_OFF_MS));
    this.#phones = [
      new Phone(this, 'anna', "anna's phone", offMs()),
      new Phone(this, 'anna', "anna's tablet", offMs()),
      new Phone(this, 'ben', "ben's phone", offMs()),
    ];
  }

  get clock(): StoryClock {
    return this.#scene.clock;
  }

  get dice(): Dice {
    return this.#scene.dice;
  }

  get counts(): Counts {
    return this.#scene.counts;
  }

  get trace(): Trace {
    return this.#scene.trace;
  }

  get without(): ReadonlySet<string> {
    return this.#scene.without;
  }

  get troubled(): () => boolean {
    return this.#scene.troubled;
  }

  /** Sends a request of a page to one of the backends. */
  handle(request: Request): Promise<Response> {
    return this.#scene.handle(request);
  }

  /** Everybody buys, waits, reloads, changes devices. */
  async act(): Promise<void> {
    await Promise.all(
      this.#phones.map((phone) => liveWith(phone, this, this.dice.fork(`person with ${phone.deviceId}`))),
    );
    // What goes on without a person: a tap, an open sheet, and what the app market and Toss do by themselves (an approval,
    // a late record, a refund). Each of them may lead to the next.
    do {
      await Promise.all(this.#work.splice(0));
      while (this.#phones.some(({ hasSheetOpen }) => hasSheetOpen)) await this.clock.sleep(SECOND);
    } while (this.#work.length > 0);
  }

  /** The next morning each mini-app is opened once more, and recovers. */
  async comeBack(): Promise<void> {
    this.leftPending.clear();
    for (const phone of this.#phones) {
      phone.kill();
      phone.open();
      await phone.recover();
    }
    const { testimony } = this.#scene;
    for (const sale of this.server.sales) {
      const isKnown = this.server.isRecorded(sale) && sale.refundedAt === undefined;
      if (isKnown) testimony.reached.add(sale.orderId);
    }
  }

  /** What is wrong with the taps and the Toss app. The grants are judged together with all others. */
  async verdicts(): Promise<Verdict[]> {
    return wrongTaps(this.server, this.taps, this.leftPending);
  }

  /** Work that goes on without a person: of a tap, or of the app market. */
  goesOn(work: Promise<void>): void {
    this.#work.push(work);
  }

  complain(what: string, sale?: Sale): void {
    this.#scene.complain(sale?.orderId, what);
  }

  /** A sheet is about to open on a phone. */
  onSheet(phone: Phone, sku: string, tap: Tap | undefined): void {
    const deviceTime = this.clock.now() + phone.offMs;
    const number = tap?.number ?? 'unknown';
    for (const sale of chargedAgain(this.server.sales, { phone, sku, deviceTime, now: this.clock.now() })) {
      this.#scene.ifNotGranted(sale.orderId, () =>
        this.complain(
          `PAYS TWICE: tap ${number} opened a sheet while this order was ${describe(sale)}`,
          sale,
        ),
      );
    }
  }

  /** A mini-app was told that an order is granted. */
  async onToldGranted(orderId: string, sale: Sale | undefined): Promise<void> {
    if (sale === undefined) return this.complain(`granted without an order: ${orderId}`);
    this.#scene.testimony.toldGranted.add(orderId);
    this.#scene.ifNotGranted(orderId, () =>
      this.complain('FALSE: the mini-app got granted, but nothing was written', sale),
    );
  }

  #onConfirmed(sale: Sale): void {
    this.#scene.ifNotGranted(sale.orderId, () =>
      this.complain('CLOSED: the Toss app was told that it is granted, and nothing was written', sale),
    );
  }
}

function describe({ paidAt, sheetOpen, awaitsApproval }: Sale): string {
  if (paidAt !== undefined) return 'charged, and neither delivered nor refunded';
  if (awaitsApproval) return 'not approved yet';
  return sheetOpen ? 'open' : 'not settled';
}
