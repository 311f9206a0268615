import type { ProcessLife } from '../../../packages/server/test/stories/backend/process-life.js';
import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Counts } from '../../../packages/server/test/stories/report/counts.js';

/**
 * What can be wrong with a request of a page.
 *
 * | trouble | what the page sees |
 * | --- | --- |
 * | down | the connection is refused |
 * | gateway | a proxy answers 502, and the backend has heard nothing |
 * | answer lost | the backend has answered, and the connection broke |
 * | late | the answer after up to 40 seconds |
 * | garbage | a page of somebody else, with 200 |
 */
const TROUBLES = { down: 4, gateway: 3, 'answer lost': 5, late: 3, garbage: 1 } as const;

/** What a page reaches its backend with. */
export interface PageNetworkOptions {
  readonly page: ProcessLife;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly without: ReadonlySet<string>;
  readonly troubled: () => boolean;
  /** One of the backends, as a load balancer picks it. */
  readonly handle: (request: Request) => Promise<Response>;
}

/** The `fetch` of one page. A page that has died hears nothing more; the backend works on. */
export function pageFetch(options: PageNetworkOptions): typeof fetch {
  const { page, dice, counts, handle } = options;
  return async (input, init) => {
    if (!page.alive) return forever();
    const trouble = pickTrouble(options);
    if (trouble !== undefined) counts.add(`network ${trouble}`);
    const signal = init?.signal ?? undefined;
    await page.sleep(dice.spread(1, 60), signal);
    if (trouble === 'down') throw new TypeError('the connection was refused');
    if (trouble === 'gateway') return new Response('bad gateway', { status: 502 });
    if (trouble === 'garbage') return new Response('<html>a captive portal</html>');
    const response = await handle(new Request(input, { ...init, signal: null }));
    if (trouble === 'answer lost') throw new TypeError('the connection was reset');
    await page.sleep(trouble === 'late' ? dice.spread(1_000, 40_000) : dice.spread(1, 60), signal);
    return response;
  };
}

function pickTrouble({ dice, without, troubled }: PageNetworkOptions) {
  if (!troubled() || !dice.chance(0.15)) return undefined;
  const trouble = dice.weigh(TROUBLES);
  return without.has(`network ${trouble}`) ? undefined : trouble;
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
