import type { Wire } from '../wire/wire.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { NewWorldEvent } from '../world/world-event.js';
import { checkFaultSpec } from './check-fault-spec.js';
import type { FaultName } from './fault-catalogue.js';
import { FaultDraws } from './fault-draws.js';
import { FaultEffects } from './fault-effects.js';
import { type ArmedFault, concerns, type FaultSpec, type FaultTarget } from './fault-spec.js';

/**
 * Which faults may strike: all that apply to a target, only those that were armed for its order id, or only those for
 * which the function says `true`.
 */
export type FaultReach = 'any' | 'order' | ((fault: ArmedFault) => boolean);

/** The armed faults. They are part of the world and survive a restart and a replay. */
export interface FaultBook {
  /** Arms a fault. @throws InvalidFaultError naming the invalid field; then nothing is armed */
  arm(spec: FaultSpec): ArmedFault;
  /** The armed faults, in the order in which they were armed. */
  list(): readonly ArmedFault[];
  /** Disarms a fault and ends its effects. False if no such fault is armed or has an effect. */
  disarm(id: string): boolean;
  /** Disarms all faults. */
  clear(): void;
  /**
   * Checks an opportunity. Returns the first armed fault of this name that applies to the target and is drawn, and
   * counts it as used. `undefined` if none strikes; then nothing is logged. The default reach is `any`.
   */
  take(name: FaultName, target: FaultTarget, reach?: FaultReach): ArmedFault | undefined;
  /**
   * The same for a fault that lasts. Once it has struck the subject, it goes on without counting again. `until` says
   * when it ends. It does not strike if that time has already passed.
   */
  holds(name: FaultName, target: FaultTarget, subject: string, until: (fault: ArmedFault) => number): boolean;
}

/** The record with the number of faults that were ever armed. */
const COUNTER = 'counter';

/** Opens the faults of a world. */
export function createFaultBook(world: World, wire: Wire): FaultBook {
  return new RecordedFaults(world, wire);
}

class RecordedFaults implements FaultBook {
  /** Most worlds have no faults, and each purchase checks a dozen, so this avoids even a look-up. */
  #byName: Map<string, ArmedFault[]> | undefined;
  #elsewhere: number | undefined;
  readonly #world: World;
  readonly #wire: Wire;
  readonly #draws: FaultDraws;
  readonly #effects: FaultEffects;

  constructor(world: World, wire: Wire) {
    this.#world = world;
    this.#wire = wire;
    this.#draws = new FaultDraws(world);
    this.#effects = new FaultEffects(world);
    const forget = () => {
      this.#byName = undefined;
    };
    world.onReplaced(forget);
    world.subscribe((event) => {
      if (event.type === 'RecordChanged' && event.kind === RECORD.fault) forget();
    });
  }

  arm(given: FaultSpec): ArmedFault {
    const spec = checkFaultSpec(given);
    const number = 1 + ((this.#world.store.record(RECORD.fault, COUNTER) as number | undefined) ?? 0);
    const fault: ArmedFault = { ...spec, id: `fault-${number}`, struck: 0 };
    this.#world.record(
      { type: 'RecordChanged', kind: RECORD.fault, id: COUNTER, value: number },
      { type: 'RecordChanged', kind: RECORD.fault, id: fault.id, value: fault },
    );
    return fault;
  }

  list(): readonly ArmedFault[] {
    const faults = this.#world.store.records(RECORD.fault).filter(({ id }) => id !== COUNTER);
    return faults.map(({ value }) => value as ArmedFault).sort((a, b) => numberOf(a) - numberOf(b));
  }

  disarm(id: string): boolean {
    const isArmed = this.list().some((fault) => fault.id === id);
    const events = [...(isArmed ? [removed(id)] : []), ...this.#effects.endings(id)];
    if (events.length > 0) this.#world.record(...events);
    return events.length > 0;
  }

  clear(): void {
    const events = [...this.list().map(({ id }) => removed(id)), ...this.#effects.endings()];
    if (events.length > 0) this.#world.record(...events);
  }

  take(name: FaultName, target: FaultTarget, reach: FaultReach = 'any'): ArmedFault | undefined {
    const isMeant = (one: ArmedFault) =>
      typeof reach === 'function' ? reach(one) : reach === 'any' || one.orderId !== undefined;
    const fault = this.#concerning(name, target).find((one) => isMeant(one) && this.#draws.strikes(one));
    if (fault === undefined) return undefined;
    this.#world.record(struck(fault));
    this.#show(fault, target);
    return fault;
  }

  holds(
    name: FaultName,
    target: FaultTarget,
    subject: string,
    until: (fault: ArmedFault) => number,
  ): boolean {
    if (this.#effects.lasts(name, subject)) return true;
    const now = this.#world.clock.now();
    const strikes = (one: ArmedFault) => now < until(one) && this.#draws.strikesFor(one, subject);
    const fault = this.#concerning(name, target).find(strikes);
    if (fault === undefined) return false;
    const effect = { name, faultId: fault.id, until: Math.ceil(until(fault)) };
    this.#world.record(struck(fault), this.#effects.begun(effect, subject));
    this.#show(fault, target);
    return true;
  }

  #show({ id, name }: ArmedFault, target: FaultTarget): void {
    const { userKey, sku, orderId } = target;
    this.#wire.publish({
      type: 'fault.struck',
      ...{ fault: id, name },
      ...(userKey !== undefined && { userKey }),
      ...(sku !== undefined && { sku }),
      ...(orderId !== undefined && { orderId }),
      ...(target.function !== undefined && { function: target.function }),
    });
  }

  #concerning(name: FaultName, target: FaultTarget): readonly ArmedFault[] {
    return (
      this.#index()
        .get(name)
        ?.filter((fault) => concerns(fault, target)) ?? []
    );
  }

  #index(): ReadonlyMap<string, ArmedFault[]> {
    const elsewhere = this.#world.store.elsewhere?.();
    if (elsewhere !== this.#elsewhere) this.#byName = undefined;
    this.#elsewhere = elsewhere;
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const fault of this.list())
        this.#byName.set(fault.name, [...(this.#byName.get(fault.name) ?? []), fault]);
    }
    return this.#byName;
  }
}

/** The event for a used fault. A used-up fault is no longer armed. */
function struck(fault: ArmedFault): NewWorldEvent {
  const { id, times = 1 } = fault;
  const after = { ...fault, struck: fault.struck + 1 };
  const isSpent = times !== 'always' && after.struck >= times;
  return isSpent ? removed(id) : { type: 'RecordChanged', kind: RECORD.fault, id, value: after };
}

function removed(id: string): NewWorldEvent {
  return { type: 'RecordChanged', kind: RECORD.fault, id };
}

function numberOf(fault: ArmedFault): number {
  return Number(fault.id.slice('fault-'.length));
}
