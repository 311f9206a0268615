import { DUE } from '../world/due-key.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { NewWorldEvent } from '../world/world-event.js';
import type { FaultName } from './fault-catalogue.js';

/** A fault that has struck something and has not ended yet. */
interface FaultEffect {
  readonly name: FaultName;
  readonly faultId: string;
  readonly until: number;
}

/** What faults are doing to things for a while. Part of the world: it survives a restart. */
export class FaultEffects {
  /** Asked with every list of every page, and mostly there is none. */
  #known: ReadonlyMap<string, FaultEffect> | undefined;

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

  /** Whether a fault of this name has struck the subject, and lasts. */
  lasts(name: FaultName, subject: string): boolean {
    const effect = this.#all().get(effectId(name, subject));
    return effect !== undefined && this.#world.clock.now() < effect.until;
  }

  /** The event that begins one. */
  begun(effect: FaultEffect, subject: string): NewWorldEvent {
    const id = effectId(effect.name, subject);
    return { type: 'RecordChanged', kind: RECORD.faultEffect, id, value: effect, due: effect.until };
  }

  /** The events that end all of them, or those of one fault. */
  endings(faultId?: string): readonly NewWorldEvent[] {
    const all = [...this.#all()].filter(([, effect]) => faultId === undefined || effect.faultId === faultId);
    return all.map(([id]) => ended(id));
  }

  #all(): ReadonlyMap<string, FaultEffect> {
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
