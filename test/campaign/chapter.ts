import { CAMPAIGN_FAULTS } from './faults.js';
import { recoverEverybody, settle } from './settle.js';
import { Door } from './shoppers/door.js';
import type { Intent } from './shoppers/intent.js';
import type { PageSurroundings } from './shoppers/page.js';
import { type Shop, shopAround } from './shoppers/shopper.js';
import { Stage, type StageOptions } from './stage.js';
import { makeTrouble } from './trouble.js';
import type { Counts } from './verdict/counts.js';
import { readEvidence } from './verdict/evidence.js';
import { judge, NEVER_TOLD } from './verdict/judge.js';

/** How likely a new connection is cut some day. */
const CUT_CHANCE = 0.05;

/** What a chapter is. */
export interface ChapterOptions extends StageOptions {
  /** How many payments are approved before the shop closes. */
  readonly purchases: number;
  /** How many people are in the shop at once. */
  readonly shoppers: number;
  /** How many of them do something at the same moment. */
  readonly atOnce: number;
  /** How many users there are: so few that the same one often comes back, and on another device. */
  readonly users: number;
  /** How long it is quiet between two troubles, in real milliseconds, about. */
  readonly troubleEveryMs: number;
  readonly counts: Counts;
}

/** Plays one chapter to its end and gives what is wrong. */
export async function playChapter(options: ChapterOptions): Promise<string[]> {
  const { dice, counts, purchases, shoppers, atOnce, users, troubleEveryMs } = options;
  const stage = await Stage.build(options);
  try {
    const complaints: string[] = [];
    const intents: Intent[] = [];
    let approved = 0;
    const surroundings = surroundingsOf(stage, options, {
      onPaid: () => {
        approved += 1;
      },
      complain: (text) => complaints.push(text),
    });
    const { sandbox } = stage;
    await sandbox.api('PUT', '/webhooks', {
      url: `http://127.0.0.1:${stage.backends[0]?.network.port}/webhooks/subscription`,
      authorization: { scheme: 'bearer', value: 'a campaign' },
    });
    for (const fault of CAMPAIGN_FAULTS) await sandbox.api('POST', '/faults', { ...fault, times: 'always' });
    for (const network of stage.networks) network.chance = CUT_CHANCE;
    const isOpen = () => approved < purchases;
    const complain = (text: string) => complaints.push(text);
    const door = new Door(atOnce, stage.clock);
    const shop: Shop = { surroundings, sandbox, intents, counts, door, users, complain, isOpen };
    await Promise.all([
      ...Array.from({ length: shoppers }, (_, index) => shopAround(shop, dice.fork(`shopper ${index + 1}`))),
      makeTrouble(stage, {
        dice: dice.fork('trouble'),
        counts,
        isOver: () => !isOpen(),
        everyMs: troubleEveryMs,
      }),
    ]);
    await countFaults(stage, counts);
    complaints.push(...(await settle(stage, { surroundings, intents })));
    // First the work of the reconcilers alone. Then users open the app a day later, and it is looked at again.
    const alone = judge(await readEvidence(stage), intents).filter((line) => !line.startsWith(NEVER_TOLD));
    complaints.push(...alone, ...(await recoverEverybody(stage, surroundings)));
    const later = judge(await readEvidence(stage), intents).filter((line) => !alone.includes(line));
    complaints.push(...later);
    await countMoney(stage, counts);
    for (const { diedByItself } of stage.children)
      if (diedByItself) complaints.push(`died by itself: ${diedByItself}`);
    return complaints;
  } finally {
    await stage.close();
  }
}

function surroundingsOf(
  stage: Stage,
  { dice }: ChapterOptions,
  { onPaid, complain }: { onPaid: () => void; complain: (text: string) => void },
): PageSurroundings {
  const choice = dice.fork('which backend');
  return {
    clock: stage.clock,
    sandboxPort: () => stage.pages.port,
    backendPort: () => choice.pick(stage.backends).network.port,
    onPaid,
    /** What a backend has confirmed is in the database at that moment, or the database is away just now. */
    async onConfirmed(orderId) {
      const rows = await stage.database
        .rows<{ did: string }>(`select did from journal where order_id = '${orderId.replaceAll("'", '')}'`)
        .catch(() => undefined);
      if (rows?.length === 0)
        complain(`order ${orderId} was answered as granted, and is not in the database`);
    },
  };
}

/** Counts the faults that have struck, and takes all of them away. */
async function countFaults({ sandbox, networks }: Stage, counts: Counts): Promise<void> {
  const armed = await sandbox.api<{ faults: { name: string; struck: number }[] }>('GET', '/faults');
  for (const { name, struck } of armed?.faults ?? []) counts.note(`fault: ${name}`, struck);
  for (const { cuts } of networks) counts.note('fault: connection cut', Math.round(cuts));
  await sandbox.api('DELETE', '/faults');
}

async function countMoney({ sandbox }: Stage, counts: Counts): Promise<void> {
  for (const { refundedAt } of await sandbox.charges()) {
    counts.note('purchases');
    if (refundedAt !== undefined) counts.note('refunded');
  }
}
