import { InvalidFaultError } from '../errors/invalid-fault-error.js';
import { FAULT_CATALOGUE, type FaultParameter, isFaultName } from './fault-catalogue.js';
import type { ArmedFault, FaultSpec } from './fault-spec.js';

const SCOPE = ['name', 'userKey', 'sku', 'orderId', 'times', 'probability'];
const TEXTS = ['userKey', 'sku', 'orderId', 'code', 'function', 'resultType', 'errorCode', 'status'] as const;

/** Reads a fault from anywhere. @throws InvalidFaultError naming the field that cannot be used. */
export function checkFaultSpec(given: unknown): FaultSpec {
  if (typeof given !== 'object' || given === null)
    throw new InvalidFaultError('name', 'Give an object with a name.');
  const spec = given as ArmedFault;
  if (!isFaultName(spec.name)) {
    throw new InvalidFaultError('name', `Use one of ${Object.keys(FAULT_CATALOGUE).join(', ')}.`);
  }
  const allowed: readonly FaultParameter[] = FAULT_CATALOGUE[spec.name].parameters;
  for (const [field, value] of Object.entries(spec)) {
    if (value === undefined || SCOPE.includes(field) || allowed.includes(field as FaultParameter)) continue;
    throw new InvalidFaultError(
      field,
      `The fault ${spec.name} takes ${allowed.join(', ') || 'no parameter'}.`,
    );
  }
  for (const field of TEXTS)
    assertOk(field, spec[field], (value) => typeof value === 'string' && value !== '', 'Give text.');
  assertOk(
    'times',
    spec.times,
    (value) => value === 'always' || isCount(value),
    "Give a whole number from 1, or 'always'.",
  );
  assertOk(
    'probability',
    spec.probability,
    (value) => isAmount(value) && value > 0 && value <= 1,
    'Give a number above 0, up to 1.',
  );
  assertOk('delay', spec.delay, isAmount, 'Give milliseconds of at least 0.');
  assertOk('seconds', spec.seconds, isAmount, 'Give seconds of at least 0.');
  return spec as FaultSpec;
}

function assertOk(field: string, value: unknown, isOk: (value: unknown) => boolean, remedy: string): void {
  if (value !== undefined && !isOk(value)) throw new InvalidFaultError(field, remedy);
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
