import type { LocalizedText } from '@ait-iap/protocol';
import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import { isSandboxError } from '../../errors/sandbox-error.js';
import type { NextFaults } from '../../faults/next-faults.js';
import { isPurchaseScenario, type PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import { REFUND_REASONS, type RefundReason } from '../../world/refund.js';
import type { Host, HostOptions } from '../host.js';
import type { OrderSheet, PaymentAnswer, PaymentSheet } from '../payment-sheet.js';
import type { PhoneScreens, ShownScreen } from '../phone-screens.js';
import { type MessageHost, speakMessages } from '../speak-messages.js';
import { PAGE_PAYMENTS, type PagePayment, type ToPage } from './wire.js';

/** The longest text that can be a user key or a version. */
const shortText = z.string().check(minLength(1), maxLength(256));

const fromPageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    device: z.object({
      userKey: shortText,
      environment: z.enum(['sandbox', 'toss']),
      platform: z.enum(['android', 'ios']),
      appVersion: shortText,
      deviceId: shortText,
      miniAppVersion: z.optional(shortText),
      deploymentId: z.optional(shortText),
    }),
    payment: z.enum(PAGE_PAYMENTS),
    drawn: z.optional(z.boolean()),
    hasPanel: z.optional(z.boolean()),
    fault: z.optional(z.string().check(maxLength(500))),
  }),
  z.object({ kind: z.literal('message'), message: z.unknown() }),
  z.object({
    kind: z.literal('decision'),
    sheetId: z.int(),
    decision: z.enum(['approve', 'cancel']),
    scenario: z.optional(z.custom<PurchaseScenarioName>(isPurchaseScenario)),
  }),
  z.object({
    kind: z.literal('left'),
    screenId: z.int(),
    refund: z.optional(z.enum(REFUND_REASONS)),
  }),
  z.object({ kind: z.literal('payment'), payment: z.enum(PAGE_PAYMENTS), drawn: z.boolean() }),
  z.object({ kind: z.literal('arm'), scenario: z.custom<PurchaseScenarioName>(isPurchaseScenario) }),
  z.object({ kind: z.literal('disarm') }),
]);

type Hello = Extract<z.infer<typeof fromPageSchema>, { kind: 'hello' }>;
/** The messages of the panel. */
type Change = Extract<z.infer<typeof fromPageSchema>, { kind: 'payment' | 'arm' | 'disarm' }>;
type Decision = Extract<z.infer<typeof fromPageSchema>, { kind: 'decision' }>;

/** The other ends of a connection: the sandbox and the page. */
export interface PageConnectionOptions {
  readonly openHost: (options: HostOptions) => Host;
  readonly send: (message: ToPage) => void;
  /** Arms the fault of the page's tag, for its user. @throws SandboxError if it is not a fault */
  readonly arm?: ((text: string, userKey: string) => void) | undefined;
  /** The faults for the next purchases of its user. A page without a panel does not use it. */
  readonly next?: NextFaults | undefined;
}

/**
 * One page with its Toss app. All messages of the page come in here, and messages to it go out by `send`. When the page
 * has gone, open order sheets are canceled, and paid orders stay pending in the world.
 */
export class PageConnection {
  readonly #options: PageConnectionOptions;
  readonly #sheets = new Map<number, (answer: PaymentAnswer) => void>();
  readonly #screens = new Map<number, (refund: RefundReason | undefined) => void>();
  /** Open sheets by their orders, including those with a payment. */
  readonly #up = new Map<string, number>();
  #nextSheetId = 1;
  #nextScreenId = 1;
  #host: MessageHost | undefined;
  #userKey = '';
  #payment: PagePayment = 'ask';
  #drawn = false;
  #stopFollowing = () => {};

  constructor(options: PageConnectionOptions) {
    this.#options = options;
  }

  /**
   * Handles one message of the page, as text.
   * @returns why it cannot be understood; then close the connection
   */
  receive(text: string): string | undefined {
    const parsed = fromPageSchema.safeParse(parseJson(text));
    if (!parsed.success)
      return 'The page sent something that is not a message of /bridge.js. Reload the page.';
    const message = parsed.data;
    if (message.kind === 'hello') return this.#tryToStart(message);
    if (!this.#host) return 'The page sent a message before it said who it is. Reload the page.';
    if (message.kind === 'message') this.#host.receive(message.message);
    else if (message.kind === 'decision') this.#sheets.get(message.sheetId)?.(answerOf(message));
    else if (message.kind === 'left') this.#screens.get(message.screenId)?.(message.refund);
    else this.#change(message);
    return undefined;
  }

  /** Ends the connection, because the page has gone. */
  close(): void {
    this.#stopFollowing();
    this.#host?.close();
  }

  #tryToStart(hello: Hello): string | undefined {
    if (this.#host) return 'The page said twice who it is. Reload the page.';
    try {
      this.#start(hello);
      return undefined;
    } catch (error) {
      if (isSandboxError(error)) return error.message;
      throw error;
    }
  }

  /** Handles changes of the phone while its app runs. */
  #change(change: Change): void {
    const { next } = this.#options;
    if (change.kind === 'payment') {
      this.#payment = change.payment;
      this.#drawn = change.drawn;
    } else if (change.kind === 'arm') next?.arm(change.scenario, this.#userKey);
    else next?.disarm(this.#userKey);
  }

  #start({ device, payment, drawn, hasPanel, fault }: Hello): void {
    if (fault !== undefined) this.#options.arm?.(fault, device.userKey);
    this.#userKey = device.userKey;
    this.#payment = payment;
    this.#drawn = drawn === true;
    const { miniAppVersion, deploymentId, ...rest } = device;
    const host = this.#options.openHost({
      ...rest,
      ...(miniAppVersion === undefined ? {} : { miniAppVersion }),
      ...(deploymentId === undefined ? {} : { deploymentId }),
      payment: this.#sheetOfPage(),
      screens: this.#screensOfPage(),
    });
    this.#host = speakMessages(host, (topic, data) => this.#options.send({ kind: 'emit', topic, data }));
    if (!hasPanel) return;
    const tell = (faults: readonly LocalizedText[]) => this.#options.send({ kind: 'armed', faults });
    this.#stopFollowing = this.#options.next?.follow(device.userKey, tell) ?? this.#stopFollowing;
  }

  /** If a person decides, the page draws the order sheet. It may answer late or never. */
  #sheetOfPage(): PaymentSheet {
    return {
      present: async (sheet, signal) => (this.#payment === 'ask' ? this.#ask(sheet, signal) : this.#payment),
      settled: (orderId) => this.#takeDown(orderId),
    };
  }

  #screensOfPage(): PhoneScreens {
    return {
      show: async (screen) => (this.#drawn ? this.#show(screen) : undefined),
      notify: (text) => this.#drawn && this.#options.send({ kind: 'push', text }),
    };
  }

  #show(screen: ShownScreen): Promise<RefundReason | undefined> {
    const screenId = this.#nextScreenId++;
    return new Promise((resolve) => {
      this.#screens.set(screenId, (refund) => {
        this.#screens.delete(screenId);
        resolve(refund);
      });
      this.#options.send({ kind: 'screen', screenId, screen });
    });
  }

  #takeDown(orderId: string): void {
    const sheetId = this.#up.get(orderId);
    if (sheetId !== undefined) this.#options.send({ kind: 'closeSheet', sheetId });
    this.#up.delete(orderId);
  }

  #ask(sheet: OrderSheet, signal: AbortSignal): Promise<PaymentAnswer> {
    const sheetId = this.#nextSheetId++;
    return new Promise((resolve) => {
      const decide = (answer: PaymentAnswer) => {
        signal.removeEventListener('abort', giveUp);
        this.#sheets.delete(sheetId);
        if (answer === 'cancel') this.#up.delete(sheet.orderId);
        resolve(answer);
      };
      const giveUp = () => {
        this.#options.send({ kind: 'closeSheet', sheetId });
        decide('cancel');
      };
      if (signal.aborted) return resolve('cancel');
      signal.addEventListener('abort', giveUp);
      this.#sheets.set(sheetId, decide);
      this.#up.set(sheet.orderId, sheetId);
      this.#options.send({ kind: 'sheet', sheetId, sheet });
    });
  }
}

function answerOf({ decision, scenario }: Decision): PaymentAnswer {
  return decision === 'approve' && scenario !== undefined ? { decision, scenario } : decision;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
