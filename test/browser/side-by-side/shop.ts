/** What the grant callback of a tap does. */
export type Grant =
  | 'true'
  | 'false'
  | 'true the second time'
  | 'throws'
  | 'never settles'
  | 'a Response'
  | 'undefined'
  | 'missing';

/** One tap on a buy button. */
export interface Tap {
  readonly sku: string;
  /** Given for a subscription only. */
  readonly offerId?: string;
  readonly grant: Grant;
}

/** What a test does in a page, whichever SDK is below it. */
export interface Shop {
  /** All that the page was told, in order. */
  readonly told: string[];
  tap(tap: Tap): void;
  /** Calls what the last taps returned. */
  cleanup(): void;
  list(): Promise<void>;
  pending(): Promise<void>;
  /** Completes every pending order, as a page does that has granted it. */
  recover(): Promise<void>;
  /** Reads all pages of the history. */
  walkHistory(): Promise<void>;
  /** Resolves once the host has answered so many questions that nothing else is on its way. */
  quiet(): Promise<void>;
  /** Writes down how often a function was sent to the host. */
  tellSent(functionName: string): void;
  /** Writes down how many listeners the host's emitter holds. */
  tellListeners(): void;
  /** From now on the host sends an error before each success. */
  errorBeforeSuccess(): void;
  /** From now on the host answers a function with this. */
  spoilAnswer(functionName: string, answer: unknown): void;
  /** From now on `postMessage` throws where an order sheet should open. */
  failToListen(): void;
}
