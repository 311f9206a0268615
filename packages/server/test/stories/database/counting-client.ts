import { Client } from 'pg';

/** How many calls to the server have no answer yet. */
export class InFlight {
  #count = 0;
  #waiting: (() => void) | undefined;

  get count(): number {
    return this.#count;
  }

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    this.#waiting?.();
  }

  /** Resolves with the next answer, or when the real time is up. */
  next(milliseconds: number): Promise<'answered' | 'time is up'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish('time is up'), milliseconds);
      const finish = (how: 'answered' | 'time is up') => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(how);
      };
      this.#waiting = () => finish('answered');
    });
  }
}

/** Makes a `pg` client that counts what it waits for. */
export function countingClient(inFlight: InFlight): typeof Client {
  return class extends Client {
    override connect(...args: never[]): never {
      inFlight.begin();
      const [callback] = args as unknown as [((error?: Error) => void) | undefined];
      if (callback === undefined) throw new Error('Only a pool connects in a story.');
      const connected = (error?: Error) => {
        inFlight.end();
        callback(error);
      };
      return super.connect(connected as never) as never;
    }

    override query(...args: never[]): never {
      inFlight.begin();
      const query = super.query as (...args: unknown[]) => unknown;
      // A pool's own query hands a callback on, and everybody else takes the promise.
      const callback = args.at(-1) as unknown;
      if (typeof callback === 'function') {
        const answered = (...answer: unknown[]) => {
          inFlight.end();
          callback(...answer);
        };
        return query.call(this, ...args.slice(0, -1), answered) as never;
      }
      const answer = query.apply(this, args) as Promise<unknown>;
      const end = () => inFlight.end();
      answer.then(end, end);
      return answer as never;
    }
  };
}
