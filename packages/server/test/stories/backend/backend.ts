import { isIapServerError } from '../../../src/errors/iap-server-error.js';
import type { CheckPlan } from '../../../src/fulfillment/check-plan.js';
import { createFulfillment } from '../../../src/fulfillment/create-fulfillment.js';
import type { Fulfillment } from '../../../src/fulfillment/fulfillment.js';
import { createIapHandler, type IapHandler } from '../../../src/http/create-iap-handler.js';
import { createReconciler, type Reconciler } from '../../../src/reconciliation/create-reconciler.js';
import { createWebhookHandler, type WebhookHandler } from '../../../src/webhooks/create-webhook-handler.js';
import { createStoryPartner } from '../platform/partner.js';
import type { Platform } from '../platform/platform.js';
import type { StoryClock } from '../time/story-clock.js';
import { WrongClock } from '../time/wrong-clock.js';
import { type CallbackOptions, createCallbacks, MoodError } from './callbacks.js';
import type { OtherSystem } from './other-system.js';
import { ProcessDiedError, ProcessLife } from './process-life.js';

/** What a backend is made of. */
export interface BackendOptions<Tx> extends Omit<CallbackOptions<Tx>, 'clock'> {
  readonly clock: StoryClock;
  readonly platform: Platform;
  /** How far the clock of this machine is off, in milliseconds. */
  readonly clockOffMs: number;
  readonly attemptTimeoutMs: number;
  readonly checkPlan: CheckPlan;
  /** Hands the products over in place of the callbacks. */
  readonly otherSystem: OtherSystem | undefined;
  /** Told of an error that no promise of the package names. */
  readonly onBug: (where: string, error: unknown) => void;
}

/** What runs on a machine between two deaths. */
interface Process {
  readonly life: ProcessLife;
  readonly clock: WrongClock;
  readonly fulfillment: Fulfillment;
  readonly webhooks: WebhookHandler;
  readonly http: IapHandler;
  reconciler?: Reconciler;
}

/** One backend of the shop: its own machine, clock, connections and reconciler, on the ledger that all share. */
export class Backend<Tx> {
  readonly name: string;
  readonly #options: BackendOptions<Tx>;
  #process: Process;
  #idleMs: number | undefined;

  constructor(options: BackendOptions<Tx>) {
    this.#options = options;
    this.name = options.name;
    this.#process = this.#start();
  }

  get clock(): WrongClock {
    return this.#process.clock;
  }

  /** Reads the ledger, in the process that runs now. */
  get fulfillment(): Fulfillment {
    return this.#process.fulfillment;
  }

  /** Calls the backend from outside. Rejects with {@link ProcessDiedError} if it dies before it has answered. */
  call<Result>(work: (fulfillment: Fulfillment) => Promise<Result>): Promise<Result> {
    const { life, fulfillment } = this.#process;
    return life.answer(() => work(fulfillment));
  }

  /** Answers a request of a page, over HTTP. Rejects with {@link ProcessDiedError} if it dies before it has answered. */
  handle(request: Request): Promise<Response> {
    const { life, http } = this.#process;
    return life.answer(() => http(request));
  }

  /** Takes an event of the platform. Resolves with the status that it was answered with. */
  async receive(event: unknown): Promise<number> {
    const { life, webhooks } = this.#process;
    const request = new Request('https://shop.test/webhooks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    return (await life.answer(() => webhooks(request))).status;
  }

  /** Starts the reconciler; one that runs is stopped first. */
  async reconcile(idleMs: number): Promise<void> {
    const process = this.#process;
    this.#idleMs = idleMs;
    await this.#stopReconciler(process);
    // Dead. Its successor starts its own reconciler.
    if (process.life.alive) this.#startReconciler(process, idleMs);
  }

  async stop(): Promise<void> {
    this.#idleMs = undefined;
    await this.#stopReconciler(this.#process);
  }

  /** Dies in the middle of whatever it is doing, and comes back on the same ledger. */
  async dieFor(milliseconds: number): Promise<void> {
    // It is down already.
    if (!this.#process.life.alive) return;
    this.#options.counts.add('process dies');
    this.#options.trace.noteToAll(`${this.name} dies`);
    this.#process.life.die();
    await this.#options.clock.sleep(milliseconds);
    this.#process = this.#start();
    this.#options.trace.noteToAll(`${this.name} is back`);
    if (this.#idleMs !== undefined) this.#startReconciler(this.#process, this.#idleMs);
  }

  /** An error of the package says what happened; any other is a bug. */
  judgeError(where: string, error: unknown): void {
    if (isIapServerError(error) || error instanceof ProcessDiedError || error instanceof MoodError) return;
    this.#options.onBug(`${this.name} ${where}`, error);
  }

  #startReconciler(process: Process, idleMs: number): void {
    const { fulfillment, clock, webhooks } = process;
    const onError = (error: unknown) => this.judgeError('reconciler', error);
    const also = async () => {
      await webhooks.applyWaiting();
      await webhooks.replay();
    };
    process.reconciler = createReconciler({ fulfillment, clock, idleMs, also, onError });
    process.reconciler.start();
  }

  async #stopReconciler({ reconciler, life }: Process): Promise<void> {
    await life.answer(async () => reconciler?.stop()).catch((error) => this.judgeError('stop', error));
  }

  #start(): Process {
    const { platform, attemptTimeoutMs, checkPlan, dice, database, otherSystem } = this.#options;
    const life = new ProcessLife(this.#options.clock);
    const clock = new WrongClock(life, this.#options.clockOffMs);
    const partner = createStoryPartner({ platform, clock, dice: dice.fork('partner'), attemptTimeoutMs });
    const store = database.open(clock, life);
    const base = { partner, store, clock, checkPlan };
    const callbacks = createCallbacks({ ...this.#options, clock: life });
    const { onSubscriptionChanged } = callbacks;
    const webhooks = createWebhookHandler({
      store,
      partner,
      onSubscriptionChanged,
      authorization: 'none',
      clock,
      onError: (error) => this.judgeError('webhooks', error),
    });
    const fulfillment = createFulfillment(
      otherSystem === undefined
        ? { ...base, onGrant: callbacks.onGrant, onRevoke: callbacks.onRevoke }
        : { ...base, externalGrant: otherSystem.grant },
    );
    const http = createIapHandler({
      fulfillment,
      appName: 'story',
      authenticate: (request) => request.headers.get('x-session'),
      clock,
      onError: (error) => this.judgeError('http', error),
    });
    return { life, clock, fulfillment, webhooks, http };
  }
}
