import { isIapServerError } from '../../../src/errors/iap-server-error.js';
import type { CheckPlan } from '../../../src/fulfillment/check-plan.js';
import { createFulfillment } from '../../../src/fulfillment/create-fulfillment.js';
import type { Fulfillment } from '../../../src/fulfillment/fulfillment.js';
import type { LedgerStore } from '../../../src/ledger/ledger-store.js';
import { createReconciler, type Reconciler } from '../../../src/reconciliation/create-reconciler.js';
import { createStoryPartner } from '../platform/partner.js';
import type { Platform } from '../platform/platform.js';
import type { WrongClock } from '../time/wrong-clock.js';
import { type CallbackOptions, createCallbacks } from './callbacks.js';
import type { OtherSystem } from './other-system.js';

/** What a backend is made of. */
export interface BackendOptions<Tx> extends CallbackOptions<Tx> {
  readonly platform: Platform;
  /** What this machine takes for the time. */
  readonly ownClock: WrongClock;
  readonly attemptTimeoutMs: number;
  readonly checkPlan: CheckPlan;
  /** Hands the products over in place of the callbacks. */
  readonly otherSystem: OtherSystem | undefined;
  /** Told of an error that no promise of the package names. */
  readonly onBug: (where: string, error: unknown) => void;
}

/** One backend of the shop: its own machine, clock, connections and reconciler, on the ledger that all share. */
export class Backend<Tx> {
  readonly name: string;
  readonly fulfillment: Fulfillment;
  readonly clock: WrongClock;
  readonly #store: LedgerStore<Tx>;
  readonly #options: BackendOptions<Tx>;
  #reconciler: Reconciler | undefined;

  constructor(options: BackendOptions<Tx>) {
    const { platform, ownClock: clock, attemptTimeoutMs, checkPlan, dice } = options;
    this.#options = options;
    this.name = options.name;
    this.clock = clock;
    this.#store = options.database.open(clock);
    const partner = createStoryPartner({ platform, clock, dice: dice.fork(), attemptTimeoutMs });
    const base = { partner, store: this.#store, clock, checkPlan };
    const external = options.otherSystem?.grant;
    this.fulfillment = createFulfillment(
      external === undefined
        ? { ...base, ...createCallbacks(options) }
        : { ...base, externalGrant: external },
    );
  }

  /** Starts the reconciler; one that runs is stopped first. */
  async reconcile(idleMs: number): Promise<void> {
    await this.#reconciler?.stop();
    this.#reconciler = createReconciler({
      fulfillment: this.fulfillment,
      clock: this.clock,
      idleMs,
      onError: (error) => this.judgeError('reconciler', error),
    });
    this.#reconciler.start();
  }

  async stop(): Promise<void> {
    await this.#reconciler?.stop();
    this.#reconciler = undefined;
  }

  /** An error of the package says what happened; any other is a bug. */
  judgeError(where: string, error: unknown): void {
    if (!isIapServerError(error)) this.#options.onBug(`${this.name} ${where}`, error);
  }
}
