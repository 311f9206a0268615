import { seededChance } from '../random/seeded-random.js';
import type { World } from '../world/world.js';
import type { ArmedFault } from './fault-spec.js';

/**
 * The random draws of armed faults. A miss leaves no trace in the log, so a draw is decided by other facts: the seed,
 * the fault, the length of the log, and the number of draws since then. The same steps have the same luck, and an
 * exported or restarted world continues with the luck of the original.
 */
export class FaultDraws {
  #seq = -1;
  readonly #sinceThen = new Map<string, number>();

  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** A draw for one of many opportunities. Each one is drawn separately. */
  strikes({ id, probability = 1 }: ArmedFault): boolean {
    if (probability === 1) return true;
    const seq = this.#world.store.lastSeq();
    if (seq !== this.#seq) this.#sinceThen.clear();
    this.#seq = seq;
    const draw = this.#sinceThen.get(id) ?? 0;
    this.#sinceThen.set(id, draw + 1);
    return seededChance(this.#world.seed, `${id}@${seq}`, draw) < probability;
  }

  /** A draw for a subject that is struck once or never, no matter how many times it is checked. */
  strikesFor({ id, probability = 1 }: ArmedFault, subject: string): boolean {
    return probability === 1 || seededChance(this.#world.seed, `${id} ${subject}`, 0) < probability;
  }
}
