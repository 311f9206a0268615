import * as z from 'zod/mini';
import type { PartnerApi } from '../partner-api/partner-api.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { ServedSandbox } from './serve-options.js';

/** A world beside the one that is served: with a page, a bridge, a control API and a partner API of its own. */
export interface NamedWorld {
  readonly name: string;
  /** Origin of its page, its `/bridge.js` and its `/api`. */
  readonly pageUrl: string;
  /** Origin of its own partner API. The one of the main world answers for its orders, too. */
  readonly partnerUrl: string;
}

/** How a world beside the main one begins. */
export interface NamedWorldOptions {
  /** Decides all ids. @defaultValue another one each time */
  readonly seed?: string | undefined;
  /** How its clock goes: 0 is frozen, 1 is real time. @defaultValue 1 */
  readonly rate?: number | undefined;
}

const ORDER_QUESTION = z.looseObject({ orderId: z.string() });

/**
 * Worlds by name, for tests that run side by side: what one buys, arms or moves forward, no other sees. A backend needs only the
 * partner API of the main world, which passes a question on to the world that knows the order.
 */
export class NamedWorlds {
  readonly #worlds = new Map<string, Promise<ServedSandbox>>();
  readonly #main: Sandbox;
  readonly #serve: (options: NamedWorldOptions) => Promise<ServedSandbox>;

  constructor(main: Sandbox, serve: (options: NamedWorldOptions) => Promise<ServedSandbox>) {
    this.#main = main;
    this.#serve = serve;
  }

  /** Opens the world of this name. One that is open already is given as it is. */
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

  /** Ends a world and forgets it. @returns whether there was one */
  async close(name: string): Promise<boolean> {
    const closing = this.#worlds.get(name);
    this.#worlds.delete(name);
    await (await closing)?.close();
    return closing !== undefined;
  }

  /** Those that are open, in the order in which they were opened. */
  list(): Promise<NamedWorld[]> {
    return Promise.all([...this.#worlds].map(async ([name, served]) => described(name, await served)));
  }

  /** Ends them all. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#worlds.keys()].map((name) => this.close(name)));
  }

  /** The partner API of the main world, for the orders of all of them. */
  readonly partnerApi: PartnerApi = async (request, context) => {
    if (this.#worlds.size === 0) return this.#main.partnerApi(request, context);
    const owner = await this.#ownerOf(request.clone());
    return owner.partnerApi(request, context);
  };

  /** Whoever knows the order; else the main world, which says that it does not. */
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
