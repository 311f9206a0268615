import { seededChance } from '../random/seeded-random.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import { checkFaultSpec } from './check-fault-spec.js';
import type { FaultName } from './fault-catalogue.js';
import { type ArmedFault, concerns, type FaultSpec, type FaultTarget } from './fault-spec.js';

/** The faults that are armed. They are part of the world: they survive a restart and a replay. */
export interface FaultBook {
  /** @throws InvalidFaultError naming the field that cannot be used; nothing is armed then. */
  arm(spec: FaultSpec): ArmedFault;
  /** In the order of their arming. */
  list(): readonly ArmedFault[];
  /** False if there is no such fault any more. */
  disarm(id: string): boolean;
  clear(): void;
  /**
   * An opportunity: the first armed fault of that name that concerns the target and is struck by chance, counted as
   * used; undefined if all goes well. Where it depends on the fault whether it is an opportunity at all, `applies` says.
   */
  take(
    name: FaultName,
    target: FaultTarget,
    applies?: (fault: ArmedFault) => boolean,
  ): ArmedFault | undefined;
}

/** The record that counts how many faults were ever armed. */
const COUNTER = 'counter';

/** Opens the faults of a world. */
export function createFaultBook(world: World): FaultBook {
  return new RecordedFaults(world);
}

class RecordedFaults implements FaultBook {
  /** Most worlds have no fault, and each purchase asks for a dozen: so not even a look-up then. */
  private byName: Map<string, ArmedFault[]> | undefined;

  constructor(private readonly world: World) {
    const forget = () => {
      this.byName = undefined;
    };
    world.onReplaced(forget);
    world.subscribe((event) => {
      if (event.type === 'RecordChanged' && event.kind === RECORD.fault) forget();
    });
  }

  arm(given: FaultSpec): ArmedFault {
    const spec = checkFaultSpec(given);
    const number = 1 + ((this.world.store.record(RECORD.fault, COUNTER) as number | undefined) ?? 0);
    const fault: ArmedFault = { ...spec, id: `fault-${number}`, struck: 0, draws: 0 };
    this.world.record(
      { type: 'RecordChanged', kind: RECORD.fault, id: COUNTER, value: number },
      { type: 'RecordChanged', kind: RECORD.fault, id: fault.id, value: fault },
    );
    return fault;
  }

  list(): readonly ArmedFault[] {
    const faults = this.world.store.records(RECORD.fault).filter(({ id }) => id !== COUNTER);
    return faults.map(({ value }) => value as ArmedFault).sort((a, b) => numberOf(a) - numberOf(b));
  }

  disarm(id: string): boolean {
    if (!this.list().some((fault) => fault.id === id)) return false;
    this.world.record({ type: 'RecordChanged', kind: RECORD.fault, id });
    return true;
  }

  clear(): void {
    const removals = this.list().map(
      ({ id }) => ({ type: 'RecordChanged', kind: RECORD.fault, id }) as const,
    );
    if (removals.length > 0) this.world.record(...removals);
  }

  take(name: FaultName, target: FaultTarget, applies = always): ArmedFault | undefined {
    const faults = this.index().get(name);
    return faults?.find((fault) => concerns(fault, target) && applies(fault) && this.strikes(fault));
  }

  private index(): ReadonlyMap<string, ArmedFault[]> {
    if (this.byName === undefined) {
      this.byName = new Map();
      for (const fault of this.list())
        this.byName.set(fault.name, [...(this.byName.get(fault.name) ?? []), fault]);
    }
    return this.byName;
  }

  private strikes(fault: ArmedFault): boolean {
    const { id, times = 1, probability = 1 } = fault;
    const struck = probability === 1 || seededChance(this.world.seed, id, fault.draws) < probability;
    const after = { ...fault, draws: fault.draws + 1, struck: fault.struck + (struck ? 1 : 0) };
    const spent = times !== 'always' && after.struck >= times;
    this.world.record({ type: 'RecordChanged', kind: RECORD.fault, id, ...(!spent && { value: after }) });
    return struck;
  }
}

function always(_: ArmedFault): boolean {
  return true;
}

function numberOf(fault: ArmedFault): number {
  return Number(fault.id.slice('fault-'.length));
}
