import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import type { Dice } from '../../../packages/server/test/stories/dice.js';

/** A cut connection has carried less than this: some are cut in a handshake, some in an answer. */
const CUT_WITHIN_BYTES = 24_000;

/** A network between two programs. Its address stays when the program behind it changes. It cuts connections at random points. */
export class CuttingProxy {
  cuts = 0;
  /** How likely a new connection is cut some day. */
  chance = 0;
  /** Where connections lead. Not set while nothing listens there. */
  target: number | undefined;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor(private readonly dice: Dice) {
    this.#server = createServer((near) => this.#join(near));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** Cuts everything that is open now. */
  cutAll(): void {
    this.cuts += this.#open.size / 2;
    for (const socket of this.#open) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    if (this.target === undefined) {
      near.resetAndDestroy();
      return;
    }
    const far = dial(this.target, '127.0.0.1');
    let left = this.dice.chance(this.chance)
      ? this.dice.between(1, CUT_WITHIN_BYTES)
      : Number.POSITIVE_INFINITY;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#open.delete(from);
        to.destroy();
      });
      from.on('data', (chunk: Buffer) => {
        left -= chunk.length;
        if (left > 0) {
          if (!to.write(chunk)) {
            from.pause();
            to.once('drain', () => from.resume());
          }
          return;
        }
        this.cuts += 1;
        // Half of what was on its way arrives.
        to.write(chunk.subarray(0, Math.max(0, chunk.length + left)));
        near.resetAndDestroy();
        far.resetAndDestroy();
      });
      from.on('end', () => to.end());
    }
  }
}
