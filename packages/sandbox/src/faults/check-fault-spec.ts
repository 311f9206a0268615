import { isUserKey, nearestWord } from '@ait-iap/protocol';
import { InvalidFaultError } from '../errors/invalid-fault-error.js';
import { FAULT_CATALOGUE, type FaultParameter, isFaultName } from './fault-catalogue.js';
import { PARAMETER_RULES } from './fault-parameter-rules.js';
import type { ArmedFault, FaultSpec } from './fault-spec.js';

const SCOPE = ['name', 'userKey', 'sku', 'orderId', 'times', 'probability'];

/**
 * Checks a fault from any source. Code, the control API and the command line all use it to decide what may be armed.
 * @throws InvalidFaultError naming the invalid field
 */
export function checkFaultSpec(given: unknown): FaultSpec {
  if (typeof given !== 'object' || given === null)
    throw new InvalidFaultError('name', 'Give an object with a name.');
  const spec = given as ArmedFault;
  if (!isFaultName(spec.name)) throw new InvalidFaultError('name', remedyOf(spec.name));
  assertTakes(spec, FAULT_CATALOGUE[spec.name].parameters);
  assertScope(spec);
  for (const [field, rule] of Object.entries(PARAMETER_RULES)) {
    const value = spec[field as FaultParameter];
    if (value !== undefined && !rule.allows(value, spec)) throw new InvalidFaultError(field, rule.remedy);
  }
  return spec as FaultSpec;
}

function remedyOf(name: unknown): string {
  const names = Object.keys(FAULT_CATALOGUE);
  const nearest = typeof name === 'string' ? nearestWord(name, names) : undefined;
  const meant = nearest === undefined ? '' : `Did you mean ${nearest}? `;
  return `${meant}Use one of ${names.join(', ')}.`;
}

function assertTakes(spec: ArmedFault, allowed: readonly FaultParameter[]): void {
  for (const [field, value] of Object.entries(spec)) {
    if (value === undefined || SCOPE.includes(field) || allowed.includes(field as FaultParameter)) continue;
    throw new InvalidFaultError(
      field,
      `The fault ${spec.name} takes ${allowed.join(', ') || 'no parameter'}.`,
    );
  }
}

function assertScope({ userKey, sku, orderId, times, probability }: ArmedFault): void {
  assertOk('userKey', userKey, isUserKey, 'Give visible ASCII without spaces.');
  for (const [field, value] of Object.entries({ sku, orderId })) assertOk(field, value, isText, 'Give text.');
  const often = "Give a whole number from 1, or 'always'.";
  assertOk('times', times, (value) => value === 'always' || isCount(value), often);
  assertOk('probability', probability, isChance, 'Give a number above 0, up to 1.');
}

function assertOk(field: string, value: unknown, isOk: (value: unknown) => boolean, remedy: string): void {
  if (value !== undefined && !isOk(value)) throw new InvalidFaultError(field, remedy);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isChance(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}
