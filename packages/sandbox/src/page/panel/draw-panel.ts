import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { PagePayment } from '../../host/bridge-socket/wire.js';
import { type Drawing, filled } from '../drawing/draw.js';
import { createScenarioPicker } from '../drawing/scenario-picker.js';
import type { KeptOptions } from './kept-options.js';
import type { ShownPhone } from './page-phone.js';
import { paymentField, phoneForm } from './panel-fields.js';
import { PANEL_WORDS } from './panel-words.js';

/** The actions of the panel. */
export interface PanelDeeds {
  apply(options: KeptOptions): void;
  asTag(): void;
  reopen(): void;
  pay(payment: PagePayment): void;
  arm(scenario: PurchaseScenarioName): void;
  disarm(): void;
  close(): void;
}

/** The panel, and the function that updates it. */
export interface DrawnPanel {
  readonly panel: HTMLElement;
  /** Shows the faults that are armed for this user; undefined while the sandbox cannot be reached. */
  showArmed(faults: readonly LocalizedText[] | undefined): void;
}

/** Draws the panel. */
export function drawPanel(
  drawing: Drawing,
  { device, payment }: ShownPhone,
  deeds: PanelDeeds,
  consoleUrl: string | undefined,
): DrawnPanel {
  const { element, bilingual, button } = drawing;
  const panel = element('div', 'panel surface');
  panel.id = 'panel';
  panel.lang = 'ko';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-labelledby', 'panel-title');
  const title = bilingual('h2', '', PANEL_WORDS.title);
  title.id = 'panel-title';
  const close = button('', { ko: '✕', en: '' }, deeds.close);
  close.setAttribute('aria-label', `${PANEL_WORDS.close.ko} (${PANEL_WORDS.close.en})`);
  const faults = faultSection(drawing, deeds);
  panel.append(
    filled(element('header'), title, close),
    filled(element('section'), paymentField(drawing, payment, deeds.pay)),
    faults.section,
    filled(element('section'), phoneForm(drawing, device, deeds.apply, deeds.asTag)),
    filled(element('section'), button('', PANEL_WORDS.reopen, deeds.reopen), ...wayTo(drawing, consoleUrl)),
  );
  return { panel, showArmed: faults.showArmed };
}

/** A link to the console. A sandbox inside the page has none. */
function wayTo({ bilingual }: Drawing, consoleUrl: string | undefined): HTMLElement[] {
  if (consoleUrl === undefined) return [];
  const link = bilingual('a', 'way', PANEL_WORDS.console);
  Object.assign(link, { href: consoleUrl, target: '_blank', rel: 'noopener' });
  return [link];
}

function faultSection(drawing: Drawing, deeds: PanelDeeds) {
  const { element, bilingual, button } = drawing;
  const picker = createScenarioPicker(drawing, PANEL_WORDS.next, PANEL_WORDS.choose);
  picker.select.addEventListener('change', () => {
    deeds.arm(picker.chosen());
    // The fault now appears in the list of armed faults, so the picker is free for another choice.
    picker.select.value = 'works';
  });
  const armed = element('div');
  armed.setAttribute('role', 'status');
  const section = filled(
    element('section'),
    picker.field,
    armed,
    button('', PANEL_WORDS.disarm, deeds.disarm),
  );
  const showArmed = (faults: readonly LocalizedText[] | undefined) => {
    if (faults === undefined) return armed.replaceChildren(bilingual('p', 'lost', PANEL_WORDS.lost));
    const items = faults.map((fault) => bilingual('li', '', fault));
    const list = items.length > 0 ? filled(element('ul'), ...items) : bilingual('p', '', PANEL_WORDS.none);
    armed.replaceChildren(bilingual('span', 'quiet', PANEL_WORDS.armed), list);
  };
  showArmed(undefined);
  return { section, showArmed };
}
