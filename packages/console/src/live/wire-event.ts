/** A message between page, Toss app, backend and sandbox: an event of `GET /api/stream`. */
export interface WireEvent {
  readonly seq: number;
  /** The time of the sandbox clock, in epoch milliseconds. */
  readonly at: number;
  /** The time of the machine, in epoch milliseconds. */
  readonly real: number;
  readonly type: string;
  readonly orderId?: string;
  readonly [field: string]: unknown;
}
