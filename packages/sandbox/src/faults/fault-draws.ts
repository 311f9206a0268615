import { seededChance } from '../random/seeded-random.js';
import type { World } from '../world/world.js';
import type { ArmedFault } from './fault-spec.js';

/**
 * The luck of the armed faults. A draw that strikes nothing leaves no trace in the log, so it is decided by what the log
 * does hold: the seed, the fault, how far the log has come, and the how-manieth draw it is since then. The same steps
 * have the same luck, and a world that was exported, or killed and started again, goes on with the luck of the original.
 */
export class FaultDraws {
  #seq = -1;
  readonly #sinceThen = new Map<string, number>();

  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** An opportunity among many: each has luck of its own. */
  strikes({ id, probability = 1 }: ArmedFault): boolean {
    if (probability === 1) return true;
    const seq = this.#world.store.lastSeq();
    if (seq !== this.#seq) this.#sinceThen.clear();
    this.#seq = seq;
    const draw = this.#sinceThen.get(id) ?? 0;
    this.#sinceThen.set(id, draw + 1);
    return seededChance(this.#world.seed, `${id}@${seq}`, draw) < probability;
  }

  /** What happens to a thing once or never, however often it is asked about. */
  strikesFor({ id, probability = 1 }: ArmedFault, subject: string): boolean {
    return probability === 1 || seededChance(this.#world.seed, `${id} ${subject}`, 0) < probability;
  }
}
