import { LEDGER_INVARIANTS } from '../../src/ledger/invariants.js';
import { planAccidents } from './accidents.js';
import { Backend } from './backend/backend.js';
import { OtherSystem } from './backend/other-system.js';
import { type JournalRow, type LedgerRow, READ, type StoryDatabase } from './database/story-database.js';
import type { Dice } from './dice.js';
import type { Guests, Scene } from './guests.js';
import { disagreement } from './judge/disagreement.js';
import { judge, type Verdict } from './judge/judge.js';
import { NO_ORDER, Testimony } from './judge/testimony.js';
import type { Pace } from './pace.js';
import { pickPlan } from './plans.js';
import { Platform } from './platform/platform.js';
import { PlatformOrder, pickWriting } from './platform/platform-order.js';
import { pickPlot, tellLife } from './platform/plots.js';
import { sendEvents } from './platform/send-events.js';
import { type SubscriptionEvent, tellSubscription } from './platform/subscription-life.js';
import type { Counts } from './report/counts.js';
import { Trace } from './report/trace.js';
import { runUntil, runWhile, type Time } from './time/run-time.js';
import { StoryClock } from './time/story-clock.js';
import { type CallerOptions, Shopper } from './users/shopper.js';
import { lookUp, lookUpTogether } from './users/support.js';
import { steal } from './users/thief.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const BEGINS_AT = Date.UTC(2026, 5, 1);
/** In which only the reconcilers work, after the last thing that happened: longer than the plan's longest pause. */
const QUIET_MS = 2 * DAY + HOUR;

/** Orders that may be subscriptions: their events tell the same as their words. */
const SUBSCRIPTION_PLOTS: readonly string[] = ['bought', 'refunded at once', 'refunded later'];

/** What a chapter is played with. */
export interface ChapterOptions<Tx> {
  readonly database: StoryDatabase<Tx>;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly pace: Pace;
  readonly without: ReadonlySet<string>;
  /** Invites others, such as people with phones. */
  readonly invite?: (scene: Scene) => Guests;
}

/** An order that ended wrong, with what happened to it. */
export interface Conviction extends Verdict {
  readonly plot: string;
  readonly story: readonly string[];
}

/** Plays one chapter: a shop with two backends on one ledger, its users, and a platform that does not always tell the truth. */
export async function playChapter<Tx>(options: ChapterOptions<Tx>): Promise<Conviction[]> {
  const chapter = new Chapter(options);
  await chapter.action();
  await chapter.aftermath();
  await chapter.morning();
  await chapter.quiet();
  return chapter.verdicts();
}

class Chapter<Tx> {
  readonly #options: ChapterOptions<Tx>;
  readonly #dice: Dice;
  readonly #clock = new StoryClock(BEGINS_AT);
  readonly #trace = new Trace(this.#clock);
  readonly #testimony = new Testimony();
  readonly #platform: Platform;
  readonly #otherSystem: OtherSystem | undefined;
  readonly #backends: readonly Backend<Tx>[];
  readonly #time: Time;
  readonly #madeUp: string[] = [];
  readonly #subscriptions = new Map<PlatformOrder, readonly SubscriptionEvent[]>();
  readonly #guests: Guests | undefined;
  #troubled = true;

  constructor(options: ChapterOptions<Tx>) {
    this.#options = options;
    this.#dice = options.dice;
    const { dice, counts, without, database } = options;
    this.#platform = new Platform({
      clock: this.#clock,
      dice: dice.fork('platform'),
      counts,
      trace: this.#trace,
      without,
    });
    this.#time = { clock: this.#clock, database, dice: dice.fork('time') };
    const shared = { clock: this.#clock, counts, trace: this.#trace, troubled: () => this.#troubled };
    const external = dice.chance(0.2) && !without.has('other system');
    this.#otherSystem = external
      ? new OtherSystem({ ...shared, dice: dice.fork('other system') })
      : undefined;
    const checkPlan = pickPlan(dice);
    const attemptTimeoutMs = dice.pick([5_000, 25_000]);
    this.#backends = ['A', 'B'].map(
      (name) =>
        new Backend<Tx>({
          name,
          ...options,
          ...shared,
          dice: dice.fork(`backend ${name}`),
          platform: this.#platform,
          otherSystem: this.#otherSystem,
          clockOffMs: without.has('clocks') ? 0 : dice.pick([0, 0, 1_500, -1_500, 4 * MINUTE]),
          attemptTimeoutMs,
          checkPlan,
          onGrantAsked: (orderId, status) => this.#onGrantAsked(orderId, status),
          onRevokeAsked: (orderId) => this.#onRevokeAsked(orderId),
          onBug: (where, error) => this.#onBug(where, error),
        }),
    );
    this.#guests = options.invite?.(this.#scene());
  }

  /** Orders are made, paid and asked for, in a storm. */
  async action(): Promise<void> {
    for (const backend of this.#backends) await backend.reconcile(10_000);
    const work = Array.from({ length: this.#options.pace.orders }, (_, index) => this.#order(index));
    work.push(
      ...planAccidents({
        ...this.#options,
        dice: this.#dice.fork('accidents'),
        clock: this.#clock,
        trace: this.#trace,
        platform: this.#platform,
        backends: this.#backends,
      }),
    );
    if (this.#guests !== undefined) work.push(this.#guests.act());
    await runUntil(this.#time, BEGINS_AT + this.#options.pace.actionMs);
    this.#platform.weather = 'drizzle';
    await runUntil(this.#time, this.#clock.now() + 2 * MINUTE);
    await this.#slowDown();
    await runWhile(this.#time, Promise.all(work));
  }

  /** What the platform still does to the orders, in a drizzle. */
  async aftermath(): Promise<void> {
    const changes = [...this.#platform.orders.values()].map(({ lastChangeAt }) => lastChangeAt);
    const last = Math.max(0, ...changes);
    await runUntil(this.#time, Math.max(last, this.#clock.now()) + MINUTE);
  }

  /** Everything works, and who has a phone opens the mini-app once more. */
  async morning(): Promise<void> {
    this.#platform.weather = 'calm';
    this.#troubled = false;
    if (this.#guests !== undefined) await runWhile(this.#time, this.#guests.comeBack());
  }

  /** Nobody calls, and the reconcilers have the last word. */
  async quiet(): Promise<void> {
    const until = this.#clock.now() + QUIET_MS;
    while (this.#clock.now() < until) {
      await runUntil(this.#time, Math.min(until, this.#clock.now() + 6 * HOUR));
      await this.#lookAtRows();
    }
    await runWhile(this.#time, Promise.all(this.#backends.map((backend) => backend.stop())));
  }

  async verdicts(): Promise<Conviction[]> {
    const [backend] = this.#backends as [Backend<Tx>];
    const judged = judge({
      platform: this.#platform,
      subscriptions: this.#subscriptions,
      testimony: this.#testimony,
      database: this.#options.database,
      otherSystem: this.#otherSystem,
      fulfillment: backend.fulfillment,
      now: this.#clock.now(),
      madeUp: this.#madeUp,
    });
    // The judge asks the ledger too, and that may take time.
    await runWhile(this.#time, judged);
    const verdicts = [...(await judged), ...((await this.#guests?.verdicts()) ?? [])];
    this.#options.counts.steps += this.#clock.steps;
    return verdicts.map((verdict) => ({
      ...verdict,
      plot: this.#platform.orders.get(verdict.orderId)?.description ?? 'made up',
      story: this.#trace.tell(verdict.orderId),
    }));
  }

  #scene(): Scene {
    const { counts, without, database } = this.#options;
    return {
      ...{ clock: this.#clock, counts, without, platform: this.#platform, testimony: this.#testimony },
      ...{ dice: this.#dice.fork('guests'), trace: this.#trace, troubled: () => this.#troubled },
      handle: (request) => this.#dice.pick(this.#backends).handle(request),
      ifNotGranted: (orderId, then) => {
        const journal = this.#otherSystem?.journal() ?? database.read<JournalRow>(READ.journal);
        Promise.resolve(journal).then((rows) => {
          if (!rows.some(({ order_id, what }) => order_id === orderId && what === 'granted')) then();
        });
      },
      complain: (orderId, what) => this.#testimony.complain(orderId ?? NO_ORDER, what),
    };
  }

  #callers(dice: Dice): CallerOptions<Tx> {
    const { counts } = this.#options;
    return {
      backends: this.#backends,
      clock: this.#clock,
      dice,
      counts,
      trace: this.#trace,
      testimony: this.#testimony,
    };
  }

  /** One order, and everybody who asks about it. */
  async #order(index: number): Promise<void> {
    const dice = this.#dice.fork(`order ${index + 1}`);
    await this.#clock.sleep(dice.between(0, this.#options.pace.actionMs));
    this.#options.counts.orders += 1;
    const orderId = dice.uuid();
    const thieves = !this.#options.without.has('thieves');
    if (thieves && dice.chance(0.04)) {
      this.#madeUp.push(orderId);
      return steal(this.#callers(dice.fork('thief')), orderId, 0);
    }
    const plot = pickPlot(dice, this.#options.without);
    const userKey = `user-${dice.between(1, 40)}`;
    const sku = `product-${dice.between(1, 5)}`;
    const moments = tellLife(plot, this.#clock.now(), dice);
    this.#platform.add(
      new PlatformOrder(orderId, userKey, sku, plot, moments, pickWriting(dice, this.#options.without)),
    );
    for (const { at, word } of moments) {
      this.#clock.sleep(at - this.#clock.now()).then(() => this.#trace.note(orderId, `truth: ${word}`));
    }
    const order = this.#platform.orders.get(orderId) as PlatformOrder;
    const isSubscription =
      SUBSCRIPTION_PLOTS.includes(plot) && dice.chance(0.3) && !this.#options.without.has('subscriptions');
    const events = isSubscription ? tellSubscription(order, dice.fork('subscription')) : [];
    if (isSubscription) this.#subscriptions.set(order, events);
    await Promise.all([
      sendEvents(this.#callers(dice.fork('events')), orderId, events),
      new Shopper(
        this.#callers(dice.fork('phone')),
        this.#platform.orders.get(orderId) as PlatformOrder,
      ).shop(),
      ...(thieves && dice.chance(0.1)
        ? [steal(this.#callers(dice.fork('thief')), orderId, dice.spread(1, HOUR))]
        : []),
      ...(dice.chance(0.25)
        ? [lookUp(this.#callers(dice.fork('support')), orderId, dice.spread(1, 2 * HOUR))]
        : []),
      ...(dice.chance(0.25)
        ? [lookUp(this.#callers(dice.fork('support')), orderId, dice.spread(1, MINUTE))]
        : []),
      ...(dice.chance(0.3) ? lookUpTogether(this.#callers(dice.fork('twins')), order) : []),
    ]);
  }

  async #slowDown(): Promise<void> {
    await runWhile(
      this.#time,
      Promise.all(this.#backends.map((backend) => backend.reconcile(this.#options.pace.idleMs))),
    );
  }

  async #lookAtRows(): Promise<void> {
    const { database } = this.#options;
    for (const row of await database.read<LedgerRow>(READ.rows)) {
      const what = disagreement(row);
      if (what !== undefined) this.#testimony.complain(row.order_id, what);
    }
    for (const { name, sql } of LEDGER_INVARIANTS) {
      const broken = await database.read<Pick<LedgerRow, 'order_id'>>(sql);
      for (const { order_id } of broken)
        this.#testimony.complain(order_id, `the invariant ${name} is broken`);
    }
  }

  #onGrantAsked(orderId: string, status: string): void {
    if (status !== 'PAYMENT_COMPLETED' && status !== 'PURCHASED') {
      this.#testimony.complain(orderId, `onGrant was called on ${status}`);
    }
    if (!this.#platform.calledPaid.has(orderId)) {
      this.#testimony.complain(orderId, 'onGrant was called, and the platform never called the order paid');
    }
  }

  #onRevokeAsked(orderId: string): void {
    if (this.#platform.calledRefunded.has(orderId)) return;
    this.#testimony.complain(
      orderId,
      'onRevoke was called, and the platform never called the order refunded',
    );
  }

  #onBug(where: string, error: unknown): void {
    this.#testimony.complain(NO_ORDER, `${where} failed with ${String(error)}`);
  }
}
