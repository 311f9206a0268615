/** Something that was seen between page, Toss app, backend and sandbox: an event of `GET /api/stream`. */
export interface WireEvent {
  readonly seq: number;
  /** Clock of the sandbox, epoch milliseconds. */
  readonly at: number;
  /** Clock of the machine. */
  readonly real: number;
  readonly type: string;
  readonly orderId?: string;
  readonly [field: string]: unknown;
}
