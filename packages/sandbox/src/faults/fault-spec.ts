import type { FaultName, FaultParameterOf } from './fault-catalogue.js';
import type { FaultParameters } from './fault-parameters.js';

/** For whom and how often a fault strikes. */
export interface FaultScope {
  /** Only for this user. As with `sku` and `orderId`, absent means any. All given ones have to match. */
  readonly userKey?: string | undefined;
  /** Only for orders of this product. @defaultValue every product */
  readonly sku?: string | undefined;
  /** Only for this order. @defaultValue every order */
  readonly orderId?: string | undefined;
  /**
   * How many times it strikes. A fault that lasts for some time, such as `pending-list-late`, strikes an order only
   * once. @defaultValue 1
   */
  readonly times?: number | 'always' | undefined;
  /**
   * The chance to strike at each opportunity, above 0 and up to 1, drawn from the seed. Misses are not logged.
   * @defaultValue 1
   */
  readonly probability?: number | undefined;
}

/** A fault to arm: its name, its own parameters, for whom, and how often. */
export type FaultSpec = {
  [Name in FaultName]: FaultScope & { readonly name: Name } & Pick<FaultParameters, FaultParameterOf<Name>>;
}[FaultName];

/** An armed fault. */
export interface ArmedFault extends FaultScope, FaultParameters {
  /** What goes wrong. */
  readonly name: FaultName;
  /** `fault-1`, `fault-2`, … */
  readonly id: string;
  /** How many times it has struck. */
  readonly struck: number;
}

/** The subject of an opportunity. */
export interface FaultTarget {
  /** The user, if there is one. */
  readonly userKey?: string | undefined;
  /** The product, if there is one. */
  readonly sku?: string | undefined;
  /** The order, if there is one. */
  readonly orderId?: string | undefined;
  /** The function of the bridge that was called, if it is a call. */
  readonly function?: string | undefined;
}

/** Whether a fault applies to a target. */
export function concerns(fault: ArmedFault, target: FaultTarget): boolean {
  return (
    (fault.userKey === undefined || fault.userKey === target.userKey) &&
    (fault.sku === undefined || fault.sku === target.sku) &&
    (fault.orderId === undefined || fault.orderId === target.orderId) &&
    (fault.function === undefined || fault.function === target.function)
  );
}
