import { setTimeout as sleep } from 'node:timers/promises';
import type { BackendProcess } from './processes/backend.js';
import type { Intent } from './shoppers/intent.js';
import type { PageSurroundings } from './shoppers/page.js';
import { Page } from './shoppers/page.js';
import type { Stage } from './stage.js';

const POLL_MS = 50;
const DAY_MS = 86_400_000;

/** Longer than every time limit of one purchase after the other, on the campaign's clock. */
const ENDING_LIMIT_MS = 600_000;

/** For how long the reconcilers may work off one day, in real milliseconds: then something never ends. */
const WORKED_OFF_WITHIN_MS = 1_200_000;

/** The reconcilers ask about every order at least once a day. The first day is for orders that were put off. */
const QUIET_DAYS = 2;

const RECOVERED_AT_ONCE = 20;

/** How often the users with something pending open the app. */
const RECOVERY_ROUNDS = 20;

/** Everything works again, everybody opens the newest app, and the reconcilers have two days. Gives what never ended. */
export async function settle(
  stage: Stage,
  { surroundings, intents }: { surroundings: PageSurroundings; intents: readonly Intent[] },
): Promise<string[]> {
  const { sandbox, networks, clock } = stage;
  for (const network of networks) network.chance = 0;
  const open = () => intents.filter(({ endings, taps, gone }) => !gone && endings.length < taps);
  const until = clock.now() + ENDING_LIMIT_MS;
  while (open().length > 0 && clock.now() < until) await sleep(POLL_MS);
  const complaints = open().map(({ number, sku }) => `intent ${number} for ${sku} never ended`);
  // A user that has paid and finds nothing in the Toss app asks the app market.
  for (const { orderId, recorded, refundedAt } of await sandbox.charges())
    if (!recorded && refundedAt === undefined) await sandbox.api('POST', `/orders/${orderId}/refund`, {});
  // A user that asks about an id too often waits for five minutes, so some get no answer. The reconcilers come next.
  await recoverEverybody(stage, surroundings);
  const tellAll = (command: string, value: string) =>
    Promise.all(stage.backends.map((backend) => backend.command(command, value)));
  await tellAll('throws', '0');
  for (let day = 1; day <= QUIET_DAYS; day += 1) {
    await sandbox.api('POST', '/clock/advance', { by: DAY_MS });
    await tellAll('jump', String(DAY_MS));
    complaints.push(...(await workOff(stage.backends)));
  }
  return complaints;
}

/**
 * Recovers for every user that has something pending. There are no purchases. On a busy machine a recovery may run out of
 * time; its user then opens the app again. Returns what could not be recovered, and why.
 */
export async function recoverEverybody(
  { sandbox }: Stage,
  surroundings: PageSurroundings,
): Promise<string[]> {
  const last = new Map<string, unknown>();
  for (let round = 1; round <= RECOVERY_ROUNDS; round += 1) {
    const users = new Set((await sandbox.orders('&state=PAYMENT_COMPLETED')).map(({ userKey }) => userKey));
    if (users.size === 0) return [];
    const waiting = [...users];
    const work = async () => {
      for (let userKey = waiting.pop(); userKey !== undefined; userKey = waiting.pop()) {
        const owner = { userKey, deviceId: 'new phone', appVersion: '5.300.0', platform: 'android' } as const;
        const page = new Page(owner, surroundings);
        last.set(userKey, await page.recover());
        page.close();
      }
    };
    await Promise.all(Array.from({ length: Math.ceil(RECOVERED_AT_ONCE / round) }, work));
  }
  return (await sandbox.orders('&state=PAYMENT_COMPLETED')).map(
    ({ userKey, orderId }) => `order ${orderId} was not recovered: ${wordsOf(last.get(userKey))}`,
  );
}

function wordsOf(told: unknown): string {
  return told instanceof Error ? `${told.name} ${told.message}` : JSON.stringify(told);
}

/** The reconcilers work until nothing is due and none of them is at work. The campaign only looks on. */
export async function workOff(backends: readonly Pick<BackendProcess, 'command'>[]): Promise<string[]> {
  const until = Date.now() + WORKED_OFF_WITHIN_MS;
  for (;;) {
    await Promise.all(backends.map((backend) => backend.command('work off')));
    const backlogs = await Promise.all(
      backends.map((backend) => backend.command<{ due: number; rounds: number }>('backlog')),
    );
    // What is claimed is not due any more, and not done either.
    if (backlogs.every((backlog) => backlog?.due === 0 && backlog.rounds === 0)) return [];
    if (Date.now() > until)
      return [`the reconcilers never worked off what is due: ${JSON.stringify(backlogs)}`];
    await sleep(POLL_MS);
  }
}
