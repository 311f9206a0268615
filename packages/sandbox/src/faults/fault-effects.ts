import { DUE } from '../world/due-key.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { NewWorldEvent } from '../world/world-event.js';
import type { FaultName } from './fault-catalogue.js';

/** A fault that has struck a subject and has not ended yet. */
interface FaultEffect {
  readonly name: FaultName;
  readonly faultId: string;
  readonly until: number;
}

/** The effects of faults that last for some time. They are part of the world and survive a restart. */
export class FaultEffects {
  /** Checked for every list of every page, and usually there are no effects. */
  #known: ReadonlyMap<string, FaultEffect> | undefined;
  #elsewhere: number | undefined;

  readonly #world: World;

  constructor(world: World) {
    this.#world = world;

    const forget = () => {
      this.#known = undefined;
    };
    world.onReplaced(forget);
    world.subscribe((event) => {
      if (event.type === 'RecordChanged' && event.kind === RECORD.faultEffect) forget();
    });
    world.onDue(DUE.faultEffect, (id) => world.record(ended(id)));
  }

  /** Whether a fault of this name has struck the subject and still lasts. */
  lasts(name: FaultName, subject: string): boolean {
    const effect = this.#all().get(effectId(name, subject));
    return effect !== undefined && this.#world.clock.now() < effect.until;
  }

  /** The event that starts an effect. */
  begun(effect: FaultEffect, subject: string): NewWorldEvent {
    const id = effectId(effect.name, subject);
    return { type: 'RecordChanged', kind: RECORD.faultEffect, id, value: effect, due: effect.until };
  }

  /** The events that end all effects, or those of one fault. */
  endings(faultId?: string): readonly NewWorldEvent[] {
    const all = [...this.#all()].filter(([, effect]) => faultId === undefined || effect.faultId === faultId);
    return all.map(([id]) => ended(id));
  }

  #all(): ReadonlyMap<string, FaultEffect> {
    const elsewhere = this.#world.store.elsewhere?.();
    if (elsewhere !== this.#elsewhere) this.#known = undefined;
    this.#elsewhere = elsewhere;
    const read = () => this.#world.store.records(RECORD.faultEffect);
    this.#known ??= new Map(read().map(({ id, value }) => [id, value as FaultEffect]));
    return this.#known;
  }
}

function effectId(name: FaultName, subject: string): string {
  return `${name}/${subject}`;
}

function ended(id: string): NewWorldEvent {
  return { type: 'RecordChanged', kind: RECORD.faultEffect, id, due: null };
}
