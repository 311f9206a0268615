import type { LocalizedText } from '@ait-iap/protocol';
import {
  isPurchaseScenario,
  PURCHASE_SCENARIOS,
  type PurchaseScenarioName,
  SCENARIO_GROUPS,
} from '../../faults/purchase-scenarios.js';
import { type Drawing, filled } from './draw.js';

/** The list to choose what happens to a purchase. */
export interface ScenarioPicker {
  /** The label, which contains the list. */
  readonly field: HTMLElement;
  readonly select: HTMLSelectElement;
  /** The selected scenario. `works` if none was chosen. */
  chosen(): PurchaseScenarioName;
}

/** Draws it. A native list has one line for each choice, so both languages share a line. */
export function createScenarioPicker(
  { element, bilingual }: Drawing,
  label: LocalizedText,
  usual: LocalizedText,
): ScenarioPicker {
  const option = (name: PurchaseScenarioName, words: LocalizedText = PURCHASE_SCENARIOS[name]) => {
    const made = element('option', '', inOneLine(words));
    made.value = name;
    return made;
  };
  const groups = SCENARIO_GROUPS.map((group) => {
    const made = filled(element('optgroup'), ...group.scenarios.map((name) => option(name)));
    made.label = inOneLine(group);
    return made;
  });
  const select = filled(element('select'), option('works', usual), ...groups);
  return {
    field: filled(element('label', 'next'), bilingual('span', '', label), select),
    select,
    chosen: () => (isPurchaseScenario(select.value) ? select.value : 'works'),
  };
}

function inOneLine({ ko, en }: LocalizedText): string {
  return `${ko} · ${en}`;
}
