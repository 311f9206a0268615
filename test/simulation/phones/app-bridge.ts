import type { IapBridge, IapBridgeListener } from '@ait-iap/protocol';
import type { ProcessLife } from '../../../packages/server/test/stories/backend/process-life.js';
import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Counts } from '../../../packages/server/test/stories/report/counts.js';

const CONSTANTS: Readonly<Record<string, string>> = {
  getOperationalEnvironment: 'toss',
  getPlatformOS: 'android',
  getTossAppVersion: '5.300.0',
};

/**
 * What can be wrong with a call of the Toss app.
 *
 * | trouble | what the page sees |
 * | --- | --- |
 * | throttled | `APP_BRIDGE_THROTTLED`, and nothing was done |
 * | lost | no answer, and nothing was done |
 * | answer lost | no answer, and it was done |
 * | slow | the answer after up to 20 seconds |
 */
const TROUBLES = { throttled: 4, lost: 2, 'answer lost': 3, slow: 4 } as const;

type Trouble = keyof typeof TROUBLES;

/** What a bridge leads to. */
export interface AppBridgeOptions {
  /** The page that calls: it may die between a question and its answer. */
  readonly page: ProcessLife;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly without: ReadonlySet<string>;
  /** Whether anything may go wrong at this moment. */
  readonly troubled: () => boolean;
  /** What the app does for a call. It is done at once. */
  readonly methods: Readonly<Record<string, (argument: never, second: never) => unknown>>;
  readonly openSheet: (sku: string, listener: IapBridgeListener, isHeard: () => boolean) => void;
}

/** The way from one page to its Toss app and back: every call takes time, and the page can die at any of them. */
export function appBridge(options: AppBridgeOptions): IapBridge {
  const { page, openSheet } = options;
  return {
    constant: (name) => CONSTANTS[name],
    call: (functionName, args) => {
      if (!page.alive) return forever();
      const trouble = pickTrouble(options, functionName);
      return call(options, functionName, args, trouble);
    },
    listen: (_functionName, given, listener) => {
      if (!page.alive) return () => undefined;
      let isStopped = false;
      openSheet((given as { sku: string }).sku, listener, () => page.alive && !isStopped);
      return () => {
        isStopped = true;
      };
    },
  };
}

async function call(
  { page, dice, methods }: AppBridgeOptions,
  functionName: string,
  args: readonly unknown[],
  trouble: Trouble | undefined,
): Promise<unknown> {
  await page.sleep(way(dice));
  if (trouble === 'throttled') throw Object.assign(new Error('slow down'), { code: 'APP_BRIDGE_THROTTLED' });
  if (trouble === 'lost') return forever();
  const method = methods[functionName];
  if (method === undefined) return forever();
  const answer = method(...(args as [never, never]));
  if (trouble === 'answer lost') return forever();
  await page.sleep(trouble === 'slow' ? dice.spread(1_000, 20_000) : way(dice));
  return answer;
}

/** Mostly a moment. */
function way(dice: Dice): number {
  const slow = dice.roll();
  return slow < 0.9 ? Math.floor(slow * 5) : dice.spread(5, 400);
}

function pickTrouble(
  { dice, counts, without, troubled }: AppBridgeOptions,
  functionName: string,
): Trouble | undefined {
  if (!troubled() || !dice.chance(0.06)) return undefined;
  const trouble = dice.weigh(TROUBLES);
  // The storage of a device works, or answers that calls come too often.
  if (functionName.endsWith('StorageItem') && trouble !== 'throttled') return undefined;
  if (without.has(`bridge ${trouble}`)) return undefined;
  counts.add(`bridge ${trouble}`);
  return trouble;
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
