import { checkProductDraft, type KnownProductType } from '@ait-iap/protocol';
import type { Product } from '../api/product.js';
import { language } from '../language/language.js';
import type { Picture } from './picture.js';

/** The content of the form. */
export interface Draft {
  readonly type: KnownProductType | '';
  readonly name: string;
  readonly description: string;
  readonly supplyPrice: string;
  readonly renewalCycle: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly picture: Picture | undefined;
  /** Empty: every version. */
  readonly minimumVersion: string;
  readonly exposeOnApproval: boolean;
  /** The last day of the fee promotion in Korea, such as `2026-10-31`. Empty: there is none. */
  readonly promotionUntil: string;
  readonly confirmed: boolean;
}

/** The empty form. */
export const NEW_DRAFT: Draft = {
  type: '',
  name: '',
  description: '',
  supplyPrice: '',
  renewalCycle: 'MONTHLY',
  picture: undefined,
  minimumVersion: '',
  exposeOnApproval: false,
  promotionUntil: '',
  confirmed: false,
};

/** The form of a rejected product. Its picture has to be chosen again. */
export const draftOf = ({ type, name, description, supplyPrice, minimumVersion = '' }: Product): Draft => ({
  ...NEW_DRAFT,
  type,
  name,
  description,
  supplyPrice: String(supplyPrice),
  minimumVersion,
});

/** `1,000` → 1000. `undefined` for other texts. */
export const priceOf = ({ supplyPrice }: Draft): number =>
  supplyPrice.trim() === '' ? Number.NaN : Number(supplyPrice.replaceAll(',', ''));

/** The form as the rules read it. */
export function toForm(draft: Draft) {
  const { type, name, description, picture, renewalCycle, minimumVersion, exposeOnApproval } = draft;
  const { promotionUntil } = draft;
  const price = priceOf(draft);
  return {
    type,
    name: name.trim(),
    description: description.trim(),
    supplyPrice: Number.isFinite(price) ? price : 0,
    ...(picture && {
      image: { mimeType: picture.mimeType, width: picture.width, height: picture.height },
      iconUrl: picture.url,
    }),
    ...(type === 'SUBSCRIPTION' && { renewalCycle }),
    ...(minimumVersion !== '' && { minimumVersion }),
    ...(promotionUntil !== '' && { promotionUntil }),
    exposeOnApproval,
  };
}

/** The form as it is submitted, with the file itself, which the sandbox measures again. */
export function toBody(draft: Draft) {
  const { image: _, ...form } = toForm(draft);
  return { ...form, ...(draft.picture && { picture: draft.picture.file }) };
}

/** The problems of each field, by the platform's rules. */
export function problemsOf(draft: Draft): ReadonlyMap<string, string> {
  const problems = checkProductDraft(toForm(draft));
  return new Map(problems.map(({ field, message }) => [field, message[language()]]));
}

/** The number of characters as a reader counts them: a syllable typed on a Mac may be several code points. */
export const lengthOf = (text: string): number => [...text.normalize('NFC').trim()].length;
