import type { FaultName, FaultParameterOf } from './fault-catalogue.js';
import type { FaultParameters } from './fault-parameters.js';

/** For whom and how often a fault strikes. */
export interface FaultScope {
  /** Only for this user; like `sku` and `orderId`, absent means any. All that are given have to match. */
  readonly userKey?: string | undefined;
  readonly sku?: string | undefined;
  readonly orderId?: string | undefined;
  /** How many times it strikes. A fault that lasts a while, such as `pending-list-late`, strikes an order once. @defaultValue 1 */
  readonly times?: number | 'always' | undefined;
  /** Chance of each opportunity to be struck, above 0 up to 1, drawn from the seed. What is not struck is not logged. @defaultValue 1 */
  readonly probability?: number | undefined;
}

/** What to break, for whom, and how often: each fault with its own parameters and no others. */
export type FaultSpec = {
  [Name in FaultName]: FaultScope & { readonly name: Name } & Pick<FaultParameters, FaultParameterOf<Name>>;
}[FaultName];

/** A fault that waits for its opportunity. */
export interface ArmedFault extends FaultScope, FaultParameters {
  readonly name: FaultName;
  /** `fault-1`, `fault-2`, … */
  readonly id: string;
  /** How often it has struck. */
  readonly struck: number;
}

/** What an opportunity is about. */
export interface FaultTarget {
  readonly userKey?: string | undefined;
  readonly sku?: string | undefined;
  readonly orderId?: string | undefined;
  readonly function?: string | undefined;
}

/** Whether a fault concerns a target. */
export function concerns(fault: ArmedFault, target: FaultTarget): boolean {
  return (
    (fault.userKey === undefined || fault.userKey === target.userKey) &&
    (fault.sku === undefined || fault.sku === target.sku) &&
    (fault.orderId === undefined || fault.orderId === target.orderId) &&
    (fault.function === undefined || fault.function === target.function)
  );
}
