import { nextFaults } from '../faults/next-faults.js';
import type { PagePayment } from '../host/bridge-socket/wire.js';
import type { HostOptions } from '../host/host.js';
import type { PaymentSheet } from '../host/payment-sheet.js';
import type { PhoneScreens } from '../host/phone-screens.js';
import type { PageOptions } from '../page/page-options.js';
import type { PagePhone } from '../page/panel/page-phone.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** What the page draws for its phone. */
export interface DrawnParts {
  readonly sheet: PaymentSheet;
  readonly screens: PhoneScreens;
}

/** The phone of a page whose sandbox runs in the page itself. Its panel may change who decides while the app runs. */
export class LocalPhone {
  readonly #options: PageOptions;
  readonly #parts: DrawnParts;
  #payment: PagePayment;
  #drawn: boolean;

  constructor(options: PageOptions, parts: DrawnParts) {
    this.#options = options;
    this.#parts = parts;
    this.#payment = options.payment;
    this.#drawn = options.drawn;
  }

  /** The options of its Toss app. They follow the panel. */
  hostOptions(): HostOptions {
    const { sheet, screens } = this.#parts;
    return {
      ...this.#options.device,
      payment: {
        present: async (shown, signal) =>
          this.#payment === 'ask' ? sheet.present(shown, signal) : this.#payment,
        settled: (orderId) => sheet.settled?.(orderId),
      },
      screens: {
        show: async (screen) => (this.#drawn ? screens.show(screen) : undefined),
        notify: (text) => this.#drawn && screens.notify(text),
      },
    };
  }

  /** What its panel can change. */
  controls({ world, faults }: Sandbox): PagePhone {
    const next = nextFaults(world, faults);
    const { userKey } = this.#options.device;
    return {
      pay: (payment, areDrawn) => {
        this.#payment = payment;
        this.#drawn = areDrawn;
      },
      arm: (scenario) => next.arm(scenario, userKey),
      disarm: () => next.disarm(userKey),
      onArmed: (listener) => void next.follow(userKey, listener),
    };
  }
}
