import type { Dice } from '../../../packages/server/test/stories/dice.js';
import { SESSION_HEADER } from '../processes/backend-options.js';
import type { SandboxProcess } from '../processes/sandbox.js';
import type { Counts } from '../verdict/counts.js';
import type { Door } from './door.js';
import type { Intent } from './intent.js';
import { Page, type PageSurroundings } from './page.js';

/** Everything that a shopper can do something with. */
export interface Shop {
  readonly surroundings: PageSurroundings;
  readonly sandbox: SandboxProcess;
  readonly intents: Intent[];
  readonly counts: Counts;
  readonly door: Door;
  readonly users: number;
  /** Reports that a user was told of a grant that is not theirs. */
  complain(text: string): void;
  /** Whether the shop is still open. */
  isOpen(): boolean;
}

const SKUS = {
  'ait.sandbox.consumable-1': 12,
  'ait.sandbox.consumable-2': 6,
  'ait.sandbox.non-consumable': 2,
  'ait.sandbox.subscription-monthly': 1,
};

/** Versions on both sides of what a purchase leans on: all of it, no pending list, no closing by id either. */
const APP_VERSIONS = { '5.300.0': 18, '5.233.5': 1, '5.231.5': 1 };

const SECOND = 1_000;

/** One person after the other, each with a phone in the hand for a moment, until the shop closes. */
export async function shopAround(shop: Shop, dice: Dice): Promise<void> {
  for (let visit = 1; shop.isOpen(); visit += 1) {
    const last = await visitOnce(shop, dice.fork(`visit ${visit}`));
    // A shopper that could reach nothing looks up from the phone first.
    if (shop.isOpen() && isCutOff(last))
      await shop.surroundings.clock.sleep(dice.spread(SECOND, 10 * SECOND));
  }
}

/** Gives what was wanted last. */
async function visitOnce(shop: Shop, dice: Dice): Promise<Intent | undefined> {
  const { door } = shop;
  const page = new Page(
    {
      userKey: `user-${dice.between(1, shop.users)}`,
      deviceId: dice.chance(0.8) ? 'phone' : 'tablet',
      appVersion: dice.weigh(APP_VERSIONS),
      platform: dice.chance(0.4) ? 'ios' : 'android',
    },
    shop.surroundings,
  );
  if (dice.chance(0.3)) await door.through(() => page.recover());
  let last: Intent | undefined;
  for (let act = dice.between(1, 3); act > 0 && shop.isOpen() && page.isOpen && !isCutOff(last); act -= 1)
    last = await door.through(() => buyOnce(shop, page, dice));
  if (dice.chance(0.1)) await visitSupport(shop, dice);
  if (dice.chance(0.05)) await steal(shop, dice);
  page.close();
  return last;
}

async function buyOnce(shop: Shop, page: Page, dice: Dice): Promise<Intent> {
  page.decision = dice.chance(0.1) ? 'cancel' : 'approve';
  const isDouble = dice.chance(0.15);
  const intent: Intent = {
    number: shop.intents.length + 1,
    userKey: page.owner.userKey,
    sku: dice.weigh(SKUS),
    taps: isDouble ? 2 : 1,
    endings: [],
    orderIds: [],
    gone: false,
  };
  shop.intents.push(intent);
  shop.counts.note('taps', intent.taps);
  if (isDouble) shop.counts.note('double taps');
  const ended = page.buy(intent);
  if (dice.chance(0.12)) {
    // In the middle of the purchase, at any step.
    await shop.surroundings.clock.sleep(dice.spread(10, 4 * SECOND));
    page.close();
    shop.counts.note('pages closed in the middle');
  } else await ended;
  for (const { status, charged, code } of intent.endings)
    shop.counts.note(`ending: ${status}${code === undefined ? '' : ` ${code}, charged: ${charged}`}`);
  return intent;
}

function isCutOff(intent: Intent | undefined): boolean {
  return intent?.endings.at(-1)?.code === 'NETWORK_ERROR';
}

/** A person asks for their money back, or a payment that waited is approved. */
async function visitSupport({ sandbox, counts, intents }: Shop, dice: Dice): Promise<void> {
  const orderId = intents[dice.between(0, intents.length - 1)]?.orderIds[0];
  if (orderId === undefined) return;
  const way = dice.weigh({ refund: 4, 'refund-request': 1, 'payment-approval': 1 });
  const isDone = await sandbox.api('POST', `/orders/${orderId}/${way}`, {});
  if (isDone !== undefined)
    counts.note(way === 'payment-approval' ? 'payments approved late' : 'refunds asked for');
}

/** A user sends an order id that is not theirs, to any backend. */
async function steal({ surroundings, counts, intents, complain }: Shop, dice: Dice): Promise<void> {
  const intent = intents[dice.between(0, intents.length - 1)];
  const orderId = intent?.orderIds[0];
  if (orderId === undefined) return;
  counts.note('stolen ids presented');
  const response = await fetch(`http://127.0.0.1:${surroundings.backendPort()}/grant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: `thief-${dice.between(1, 1_000)}` },
    body: JSON.stringify({ orderId }),
    signal: AbortSignal.timeout(30_000),
  }).catch(() => undefined);
  const { outcome } = ((await response?.json().catch(() => ({}))) ?? {}) as { outcome?: string };
  if (outcome === 'granted' || outcome === 'already_granted')
    complain(`a thief was told ${outcome} for order ${orderId} of ${intent?.userKey}`);
}
