import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../packages/server/test/stories/dice.js';
import type { Stage } from './stage.js';
import type { Counts } from './verdict/counts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How often each thing happens, beside the others. */
const TROUBLES = {
  'kill a backend': 24,
  'kill the sandbox': 6,
  'cut connections': 4,
  'database away': 2,
  'clock of a backend': 1,
  'clock of the platform': 1,
  'rotate certificates': 1,
};

/** Makes trouble until it is told to stop. Resolves when everything that was down is up again. */
export async function makeTrouble(
  stage: Stage,
  { dice, counts, isOver, everyMs }: { dice: Dice; counts: Counts; isOver: () => boolean; everyMs: number },
): Promise<void> {
  while (!isOver()) {
    await sleep(dice.spread(everyMs / 4, everyMs * 2));
    if (!isOver()) await strike(stage, dice, counts);
  }
}

async function strike(stage: Stage, dice: Dice, counts: Counts): Promise<void> {
  const { sandbox, backends, networks, database } = stage;
  const backend = dice.pick(backends);
  switch (dice.weigh(TROUBLES)) {
    case 'kill a backend':
      counts.note('kill -9: backend');
      await backend.child.kill();
      await backend.child.start();
      break;
    case 'kill the sandbox':
      counts.note('kill -9: sandbox');
      await sandbox.child.kill();
      await sandbox.child.start();
      break;
    case 'cut connections': {
      const network = dice.pick(networks);
      const before = network.cuts;
      network.cutAll();
      counts.note('trouble: a network is cut', Math.min(1, network.cuts - before));
      break;
    }
    case 'database away':
      counts.note(`trouble: ${await database.outage(dice.spread(50, 2_000))}`);
      break;
    case 'clock of a backend': {
      counts.note('trouble: the clock of a backend jumps');
      const far = dice.spread(MINUTE, 6 * HOUR);
      await backend.command('jump', String(far));
      break;
    }
    case 'clock of the platform':
      counts.note('trouble: the clock of the platform jumps');
      await sandbox.api('POST', '/clock/advance', { by: dice.spread(MINUTE, 3 * HOUR) });
      break;
    case 'rotate certificates':
      counts.note('trouble: certificates are rotated');
      counts.note('kill -9: sandbox, for other certificates');
      sandbox.forgetCertificates();
      await sandbox.child.kill();
      await sandbox.child.start();
      // Not all backends are told: the old certificate stays valid for some time.
      for (const each of backends) if (dice.chance(0.7)) await each.command('certificates');
      break;
  }
}
