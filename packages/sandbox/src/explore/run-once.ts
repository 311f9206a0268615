import type { SubscriptionStatusChanged } from '@ait-iap/protocol';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { changeBody } from '../webhooks-out/webhook-body.js';
import { attempt } from './attempt.js';
import { buyAsPage, type ExploredPage, recoverPending } from './explored-page.js';
import { exploredWorld } from './explored-world.js';
import { brokenPromise } from './invariants.js';
import { type HeldBackEnd, KillSwitch } from './kill-switch.js';
import type { ExploredPartner, ExploreOptions } from './partner.js';
import { present } from './present.js';
import type { OrderLife } from './scenario.js';

const USER = 'explorer';

/** How long a handler may take, in real milliseconds. After that it counts as never settling. */
export const DEFAULT_PATIENCE_MS = 10_000;

/** Longer than the grant window, so everything that waited for an answer has given up. */
const LONG_ENOUGH = '1 minute';

/** The number of restarts after the kill. The second one checks that doing everything again changes nothing. */
const RESTARTS = 2;

/** The plan for the starts of a program. */
export interface Plan {
  /** The places at which the first starts are killed, one for each start. */
  readonly kills: readonly number[];
  /** The place inside a handler that is held back in the first start. */
  readonly holdBack?: { readonly at: number; readonly then: HeldBackEnd };
}

/** The result of one story. */
export interface Run {
  /** Whether everything that was planned has happened. Then there may be a later place to try. */
  readonly struck: boolean;
  readonly story: readonly string[];
  readonly broken: string | undefined;
  /** Whether a handler never settled. */
  readonly hung: boolean;
}

/** Plays a scenario and checks what is left. Starts without a plan run normally. */
export async function runOnce<Disk>(
  options: ExploreOptions<Disk>,
  scenario: OrderLife,
  plan: Plan,
): Promise<Run> {
  const sandbox = createSandbox(options.seed === undefined ? {} : { seed: options.seed });
  const disk = await options.disk();
  if (scenario.fault !== undefined) sandbox.faults.arm(scenario.fault);
  try {
    return await liveOn({ sandbox, options, disk, scenario }, plan);
  } finally {
    await options.dispose?.(disk);
    sandbox.close();
  }
}

/** State that all starts of one program share. */
interface Stage<Disk> {
  readonly sandbox: Sandbox;
  readonly options: ExploreOptions<Disk>;
  readonly disk: Disk;
  readonly scenario: OrderLife;
}

/** One start after the other. */
async function liveOn<Disk>(stage: Stage<Disk>, { kills, holdBack }: Plan): Promise<Run> {
  const { sandbox, scenario } = stage;
  const story: string[] = [];
  let ending: Ending = { grants: [], wrong: undefined };
  let struck = true;
  for (let start = 0; start < Math.max(1, kills.length) + RESTARTS; start++) {
    const life = new KillSwitch({ killAt: kills[start], holdBackAt: start === 0 ? holdBack?.at : undefined });
    ending = await oneLife(stage, life, { isFirst: start === 0, holdBack: holdBack?.then });
    if (start < kills.length) struck &&= life.isDead;
    if (start === 0 && holdBack !== undefined) struck &&= life.hasHeldBack;
    if (start > 0) story.push(`start ${start + 1}`);
    story.push(...life.story);
    if (life.hung !== undefined) {
      const broken = `${life.hung} never settles, so everything that waits for it waits for ever`;
      return { struck, story, broken, hung: true };
    }
    if (ending.wrong !== undefined) return { struck, story, broken: ending.wrong, hung: false };
    if (start === 0 && scenario.refund === 'while-down') refundWhatIsPaid(sandbox);
  }
  refundWhatIsUnrecorded(sandbox);
  const taps = story.filter((place) => place === 'tap').length;
  const { grants } = ending;
  const broken = brokenPromise({ orders: sandbox.orders(), charges: sandbox.charges(), taps, grants });
  return { struck, story, broken, hung: false };
}

/** The result of one start. */
interface Ending {
  readonly grants: readonly string[];
  /** A problem that was found at once. */
  readonly wrong: string | undefined;
}

/**
 * Runs one start of the program until its end or its kill: recovers, plays the scenario in the first start, and handles
 * refunds.
 */
async function oneLife<Disk>(
  { sandbox, options, disk, scenario }: Stage<Disk>,
  life: KillSwitch,
  { isFirst, holdBack = 'dies' }: { readonly isFirst: boolean; readonly holdBack: HeldBackEnd | undefined },
): Promise<Ending> {
  const partner = await options.start(disk, exploredWorld(sandbox, life));
  const bridge = sandbox.bridge({ userKey: USER, payment: isFirst ? scenario.payment : 'approve' });
  const page: ExploredPage = {
    bridge,
    life,
    partner,
    userKey: USER,
    patienceMs: options.patienceMs ?? DEFAULT_PATIENCE_MS,
    background: [],
    quiet: () => idle(sandbox, partner),
    outwait: () => sandbox.clock.advance(LONG_ENOUGH),
  };
  const lived = live(sandbox, page, scenario, isFirst).then(async (wrong) => {
    await endHeldBack(page, holdBack);
    return wrong;
  });
  const wrong = (await Promise.race([life.killed, lived])) ?? undefined;
  bridge.close();
  const grants = life.isDead ? [] : await partner.grants();
  await partner.close?.();
  await sandbox.clock.advance(LONG_ENOUGH);
  return { grants, wrong };
}

/** The held-back place dies with the process, or goes on after everything else. */
async function endHeldBack(page: ExploredPage, how: HeldBackEnd): Promise<void> {
  const { life, background, quiet } = page;
  if (!life.isHoldingBack) return;
  life.end(how);
  await Promise.all(background);
  await quiet();
}

/** @returns a problem that was found at once, if there is one */
async function live(
  sandbox: Sandbox,
  page: ExploredPage,
  scenario: OrderLife,
  isFirst: boolean,
): Promise<string | undefined> {
  await recoverPending(page);
  if (isFirst) await buyAsPage(page, scenario.sku, scenario.functionName);
  await idle(sandbox, page.partner);
  if (isFirst && scenario.refund === 'after') {
    await page.life.step('refund');
    refundWhatIsPaid(sandbox);
  }
  for (const order of sandbox.world.store.orders({ userKey: USER, state: 'REFUNDED', limit: 9 })) {
    await page.life.step('revoke');
    const refunded = { orderId: order.orderId, userKey: USER, sku: order.sku };
    await attempt(page, 'revoke', () => page.partner.revoke?.(refunded));
  }
  await deliverWebhooks(sandbox, page);
  const { presents } = scenario;
  const wrong = presents === undefined ? undefined : await present(sandbox, page, presents);
  await idle(sandbox, page.partner);
  return wrong;
}

/** All webhooks so far, including delivered ones: the platform promises neither single delivery nor order. */
async function deliverWebhooks(sandbox: Sandbox, page: ExploredPage): Promise<void> {
  for (const event of webhooksSoFar(sandbox)) {
    await page.life.step('webhook');
    await attempt(page, 'webhook', () => page.partner.webhook?.(event));
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
  await sandbox.idle();
  await partner.idle?.();
}

function refundWhatIsPaid(sandbox: Sandbox): void {
  for (const { orderId, refundedAt } of sandbox.charges())
    if (refundedAt === undefined) sandbox.refund(orderId);
}

/** The app market pays back what Toss never recorded. A partner could do nothing about it. */
function refundWhatIsUnrecorded(sandbox: Sandbox): void {
  for (const { orderId, recorded, refundedAt } of sandbox.charges()) {
    if (!recorded && refundedAt === undefined) sandbox.refund(orderId);
  }
}
