import type { LocalizedText } from '@ait-iap/protocol';
import type { PagePayment } from '../../host/bridge-socket/wire.js';
import type { Device } from '../../world/device.js';
import { type Drawing, filled } from '../drawing/draw.js';
import type { KeptOptions } from './kept-options.js';
import { ENVIRONMENT_WORDS, PANEL_WORDS, PAYMENT_WORDS, PLATFORM_WORDS } from './panel-words.js';

/** Draws a list from which one word is chosen. */
export function choiceField<Word extends string>(
  { element, bilingual }: Drawing,
  label: LocalizedText,
  words: Readonly<Record<Word, LocalizedText>>,
  chosen: Word,
): { readonly field: HTMLElement; readonly select: HTMLSelectElement } {
  const options = (Object.entries(words) as [Word, LocalizedText][]).map(([word, { ko, en }]) => {
    const option = element('option', '', `${ko} · ${en}`);
    option.value = word;
    option.selected = word === chosen;
    return option;
  });
  const select = filled(element('select'), ...options);
  return { field: filled(element('label'), bilingual('span', '', label), select), select };
}

/** Who decides on the sheet. It takes effect at once. */
export function paymentField(
  drawing: Drawing,
  payment: PagePayment,
  changed: (payment: PagePayment) => void,
): HTMLElement {
  const { field, select } = choiceField(drawing, PANEL_WORDS.payment, PAYMENT_WORDS, payment);
  select.addEventListener('change', () => changed(select.value as PagePayment));
  return field;
}

/** Which phone it is. A phone cannot change while its app runs, so the app is opened again. */
export function phoneForm(
  drawing: Drawing,
  device: Device,
  apply: (options: KeptOptions) => void,
  asTag: () => void,
): HTMLElement {
  const { element, bilingual, button } = drawing;
  const text = (label: LocalizedText, value: string, pattern: string) => {
    const input = element('input');
    Object.assign(input, {
      value,
      pattern,
      required: true,
      maxLength: 256,
      autocomplete: 'off',
      spellcheck: false,
    });
    return { field: filled(element('label', 'wide'), bilingual('span', '', label), input), input };
  };
  const user = text(PANEL_WORDS.userKey, device.userKey, '[!-~]+');
  const version = text(PANEL_WORDS.appVersion, device.appVersion, '\\d+(\\.\\d+)*');
  const platform = choiceField(drawing, PANEL_WORDS.platform, PLATFORM_WORDS, device.platform);
  const environment = choiceField(drawing, PANEL_WORDS.environment, ENVIRONMENT_WORDS, device.environment);
  const submit = bilingual('button', 'pay', PANEL_WORDS.apply);
  const reset = button('', PANEL_WORDS.asTag, asTag);
  const fields = filled(
    element('fieldset'),
    ...[user.field, platform.field, environment.field, version.field, submit, reset],
  );
  fields.setAttribute('aria-label', `${PANEL_WORDS.phone.ko} (${PANEL_WORDS.phone.en})`);
  const form = filled(element('form'), fields);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply({
      userKey: user.input.value,
      appVersion: version.input.value,
      platform: platform.select.value,
      environment: environment.select.value,
    });
  });
  return form;
}
