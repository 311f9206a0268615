import type { FromPage, ToPage } from '../host/bridge-socket/wire.js';
import type { PaymentSheet } from '../host/payment-sheet.js';

/** The order sheets that the sandbox asked a page to draw. */
export class RemoteSheets {
  readonly #up = new Map<number, AbortController>();

  readonly #sheet: PaymentSheet;
  readonly #send: (message: FromPage) => void;

  constructor(sheet: PaymentSheet, send: (message: FromPage) => void) {
    this.#sheet = sheet;
    this.#send = send;
  }

  async show({ sheetId, sheet }: ToPage & { readonly kind: 'sheet' }): Promise<void> {
    const closing = new AbortController();
    this.#up.set(sheetId, closing);
    const answer = await this.#sheet.present(sheet, closing.signal).catch(() => 'cancel' as const);
    if (closing.signal.aborted) return;
    const decided = typeof answer === 'string' ? { decision: answer } : answer;
    // After a payment the sheet stays open until the Toss app has sent its last message.
    if (decided.decision === 'cancel') this.#up.delete(sheetId);
    this.#send({ kind: 'decision', sheetId, ...decided });
  }

  takeDown(sheetId: number): void {
    this.#up.get(sheetId)?.abort();
    this.#up.delete(sheetId);
  }

  takeDownAll(): void {
    for (const sheetId of [...this.#up.keys()]) this.takeDown(sheetId);
  }
}
