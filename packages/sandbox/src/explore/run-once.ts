import type { SubscriptionStatusChanged } from '@ait-iap/protocol';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { changeBody } from '../webhooks-out/webhook-body.js';
import { attempt } from './attempt.js';
import { type ExploredPage, purchase, recoverPending } from './explored-page.js';
import { exploredWorld } from './explored-world.js';
import { brokenPromise } from './invariants.js';
import { KillSwitch } from './kill-switch.js';
import type { ExploredPartner, ExploreOptions } from './partner.js';
import type { Scenario } from './scenario.js';

const USER = 'explorer';

/** Longer than the grant window: whatever waited for an answer has given up. */
const LONG_ENOUGH = '1 minute';

/** Restarts after the kill: the second finds that doing everything again changes nothing. */
const RESTARTS = 2;

/** What became of one order. */
export interface Run {
  /** Every planned kill has struck: there may be a later place to try. */
  readonly struck: boolean;
  readonly story: readonly string[];
  readonly broken: string | undefined;
}

/**
 * Lives a scenario and looks at what is left. `kills` are the places at which the first starts of the program are
 * stopped, one for each; the starts after them are left alone.
 */
export async function runOnce<Disk>(
  options: ExploreOptions<Disk>,
  scenario: Scenario,
  kills: readonly number[],
): Promise<Run> {
  const sandbox = createSandbox(options.seed === undefined ? {} : { seed: options.seed });
  const disk = await options.disk();
  if (scenario.fault !== undefined) sandbox.faults.arm(scenario.fault);
  try {
    const story: string[] = [];
    let grants: readonly string[] = [];
    let struck = true;
    for (let start = 0; start < Math.max(1, kills.length) + RESTARTS; start++) {
      const life = new KillSwitch(kills[start] ?? Number.POSITIVE_INFINITY);
      grants = await oneLife(sandbox, options, disk, life, start === 0 ? scenario : undefined);
      if (start < kills.length) struck &&= life.isDead;
      if (start > 0) story.push(`start ${start + 1}`);
      story.push(...life.story);
      if (start === 0 && scenario.refund === 'while-down') refundWhatIsPaid(sandbox);
    }
    refundWhatIsUnrecorded(sandbox);
    const taps = story.filter((place) => place === 'tap').length;
    const remains = { orders: sandbox.orders(), charges: sandbox.charges(), taps, grants };
    return { struck, story, broken: brokenPromise(remains) };
  } finally {
    await options.dispose?.(disk);
    sandbox.close();
  }
}

/** From a start of the program to its end or its kill: recovers, lives the scenario if there is one, hears of refunds. */
async function oneLife<Disk>(
  sandbox: Sandbox,
  options: ExploreOptions<Disk>,
  disk: Disk,
  life: KillSwitch,
  scenario: Scenario | undefined,
): Promise<readonly string[]> {
  const partner = await options.start(disk, exploredWorld(sandbox, life));
  const bridge = sandbox.bridge({ userKey: USER, payment: scenario?.payment ?? 'approve' });
  const page: ExploredPage = { bridge, life, partner, userKey: USER };
  await Promise.race([life.killed, live(sandbox, page, scenario)]);
  bridge.close();
  const grants = life.isDead ? [] : await partner.grants();
  await partner.close?.();
  await sandbox.clock.advance(LONG_ENOUGH);
  return grants;
}

async function live(sandbox: Sandbox, page: ExploredPage, scenario: Scenario | undefined): Promise<void> {
  await recoverPending(page);
  if (scenario !== undefined) await purchase(page, scenario.sku, scenario.functionName);
  await idle(sandbox, page.partner);
  if (scenario?.refund === 'after') {
    await page.life.step('refund');
    refundWhatIsPaid(sandbox);
  }
  for (const order of sandbox.world.store.orders({ userKey: USER, state: 'REFUNDED', limit: 9 })) {
    await page.life.step('revoke');
    const refunded = { orderId: order.orderId, userKey: USER, sku: order.sku };
    await attempt(page.life, 'revoke', () => page.partner.revoke?.(refunded));
  }
  await deliverWebhooks(sandbox, page);
  await idle(sandbox, page.partner);
}

/** Every webhook so far, also those that were delivered before: the platform promises neither once nor order. */
async function deliverWebhooks(sandbox: Sandbox, { partner, life }: ExploredPage): Promise<void> {
  for (const event of webhooksSoFar(sandbox)) {
    await life.step('webhook');
    await attempt(life, 'webhook', () => partner.webhook?.(event));
  }
}

function webhooksSoFar({ world }: Sandbox): readonly SubscriptionStatusChanged[] {
  return [...world.store.events()].flatMap((event) =>
    event.type === 'SubscriptionChanged'
      ? [changeBody(event, world.store.order(event.orderId)?.sku ?? '')]
      : [],
  );
}

async function idle(sandbox: Sandbox, partner: ExploredPartner): Promise<void> {
  await sandbox.settled();
  await partner.idle?.();
}

function refundWhatIsPaid(sandbox: Sandbox): void {
  for (const { orderId, refundedAt } of sandbox.charges())
    if (refundedAt === undefined) sandbox.refund(orderId);
}

/** What Toss never learned of, the user gets back from the store: there is nothing that a partner could do about it. */
function refundWhatIsUnrecorded(sandbox: Sandbox): void {
  for (const { orderId, recorded, refundedAt } of sandbox.charges()) {
    if (!recorded && refundedAt === undefined) sandbox.refund(orderId);
  }
}
