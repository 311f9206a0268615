import * as z from 'zod/mini';
import type { PartnerApi } from '../partner-api/partner-api.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ServedSandbox } from './serve-options.js';

/** A world beside the served one, with its own page, bridge, control API and partner API. */
export interface NamedWorld {
  /** The name of the world. */
  readonly name: string;
  /** The origin of its page, `/bridge.js` and `/api`. */
  readonly pageUrl: string;
  /** The origin of its own partner API. The partner API of the main world also answers for its orders. */
  readonly partnerUrl: string;
}

/** Options of a world with a name. */
export interface NamedWorldOptions {
  /** Decides all ids. @defaultValue a new seed each time */
  readonly seed?: string | undefined;
  /** How fast its clock runs: 0 is frozen, 1 is real time. @defaultValue 1 */
  readonly rate?: number | undefined;
}

const ORDER_QUESTION = z.looseObject({ orderId: z.string() });

/**
 * Worlds with a name, for tests that run in parallel: orders, faults and time of one world do not affect another. A
 * backend needs only the partner API of the main world, which passes each question to the world that knows the order.
 */
export class NamedWorlds {
  readonly #worlds = new Map<string, Promise<ServedSandbox>>();
  readonly #main: Sandbox;
  readonly #serve: (options: NamedWorldOptions) => Promise<ServedSandbox>;

  constructor(main: Sandbox, serve: (options: NamedWorldOptions) => Promise<ServedSandbox>) {
    this.#main = main;
    this.#serve = serve;
  }

  /** Opens the world of this name, or returns it if it is already open. */
  async open(name: string, options: NamedWorldOptions = {}): Promise<NamedWorld> {
    const opening = this.#worlds.get(name) ?? this.#serve(options);
    this.#worlds.set(name, opening);
    try {
      return described(name, await opening);
    } catch (error) {
      this.#worlds.delete(name);
      throw error;
    }
  }

  /** Closes a world and deletes it. @returns whether there was one */
  async close(name: string): Promise<boolean> {
    const closing = this.#worlds.get(name);
    this.#worlds.delete(name);
    await (await closing)?.close();
    return closing !== undefined;
  }

  /** The open worlds, in the order in which they were opened. */
  list(): Promise<NamedWorld[]> {
    return Promise.all([...this.#worlds].map(async ([name, served]) => described(name, await served)));
  }

  /** Closes all of them. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#worlds.keys()].map((name) => this.close(name)));
  }

  /** The partner API of the main world, which answers for the orders of all worlds. */
  readonly partnerApi: PartnerApi = async (request, context) => {
    if (this.#worlds.size === 0) return this.#main.partnerApi(request, context);
    const owner = await this.#ownerOf(request.clone());
    return owner.partnerApi(request, context);
  };

  /** The world that knows the order. Otherwise the main world, which then answers that it does not. */
  async #ownerOf(request: Request): Promise<Sandbox> {
    const asked = ORDER_QUESTION.safeParse(await request.json().catch(() => undefined));
    if (!asked.success) return this.#main;
    for (const served of this.#worlds.values()) {
      const { sandbox } = await served;
      if (sandbox.order(asked.data.orderId) !== undefined) return sandbox;
    }
    return this.#main;
  }
}

function described(name: string, { pageUrl, partnerUrl }: ServedSandbox): NamedWorld {
  return { name, pageUrl, partnerUrl };
}
