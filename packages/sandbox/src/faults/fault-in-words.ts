import type { LocalizedText } from '@ait-iap/protocol';
import { FAULT_CATALOGUE } from './fault-catalogue.js';
import type { ArmedFault } from './fault-spec.js';

/** Describes an armed fault in the words of the catalogue, with its code if it has one. */
export function faultInWords({ name, code }: ArmedFault): LocalizedText {
  const { ko, en } = FAULT_CATALOGUE[name];
  return code === undefined ? { ko, en } : { ko: `${ko}: ${code}`, en: `${en}: ${code}` };
}
