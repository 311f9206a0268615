import type { LocalizedText } from '../text/localized-text.js';
import { PRODUCT_TYPES, RENEWAL_CYCLES } from './product-type.js';

/** The longest product name, in characters as a reader counts them (source documents). */
export const PRODUCT_NAME_MAX_LENGTH = 30;

/** The longest product description, in characters as a reader counts them (source documents). */
export const PRODUCT_DESCRIPTION_MAX_LENGTH = 45;

/** The width and the height of a product's picture, in pixels (source documents). */
export const PRODUCT_IMAGE_SIZE_PX = 1024;

/** The only format of a product's picture (source documents). */
export const PRODUCT_IMAGE_MIME_TYPE = 'image/png';

/** The lowest supply price, in won (source documents). */
export const SUPPLY_PRICE_MIN = 400;

/** The highest supply price, in won (source documents). */
export const SUPPLY_PRICE_MAX = 1_400_000;

/** A supply price is a multiple of this, in won (later docs). */
export const SUPPLY_PRICE_STEP = 10;

/** A product that somebody wants to register in the console. Nothing in it is checked yet. */
export interface ProductDraft {
  /** One of `PRODUCT_TYPES`. */
  readonly type: string;
  /** The name, at most `PRODUCT_NAME_MAX_LENGTH` characters. */
  readonly name: string;
  /** The description, at most `PRODUCT_DESCRIPTION_MAX_LENGTH` characters. */
  readonly description: string;
  /** 공급가 in won, fee and VAT excluded. */
  readonly supplyPrice: number;
  /** The picture, as measured by the caller. */
  readonly image?: { readonly mimeType: string; readonly width: number; readonly height: number } | undefined;
  /** Of a subscription. */
  readonly renewalCycle?: string | undefined;
}

/** One reason why the console would refuse a draft. */
export interface ProductProblem {
  /** The field that is wrong. */
  readonly field: keyof ProductDraft;
  /** What is wrong and what would be right. */
  readonly message: LocalizedText;
}

/**
 * Checks a draft against the console's rules. Never throws.
 *
 * The price has to be a multiple of {@link SUPPLY_PRICE_STEP}. Only the later docs ask for that; such a price is valid by
 * the older source documents too.
 *
 * @returns all problems, at most one for each field, in the order of the console's form; empty if the draft is fine
 */
export function checkProductDraft(draft: ProductDraft): readonly ProductProblem[] {
  const messages: readonly (readonly [keyof ProductDraft, LocalizedText | undefined])[] = [
    ['type', checkWord(draft.type, PRODUCT_TYPES)],
    ['renewalCycle', checkRenewalCycle(draft)],
    ['name', checkText(draft.name, PRODUCT_NAME_MAX_LENGTH)],
    ['description', checkText(draft.description, PRODUCT_DESCRIPTION_MAX_LENGTH)],
    ['image', checkImage(draft.image)],
    ['supplyPrice', checkSupplyPrice(draft.supplyPrice)],
  ];
  return messages.flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]));
}

function checkWord(word: unknown, words: readonly unknown[]): LocalizedText | undefined {
  if (words.includes(word)) return undefined;
  const list = words.join(', ');
  return { ko: `${list} 중 하나여야 해요.`, en: `Choose one of ${list}.` };
}

function checkRenewalCycle(draft: ProductDraft): LocalizedText | undefined {
  if (draft.type === 'SUBSCRIPTION') return checkWord(draft.renewalCycle, RENEWAL_CYCLES);
  if (draft.renewalCycle === undefined) return undefined;
  return { ko: '구독 상품에만 정할 수 있어요.', en: 'Leave it out: only a subscription renews.' };
}

function checkText(text: unknown, max: number): LocalizedText | undefined {
  // Composed first: a Korean syllable typed on a Mac may arrive as two or three code points.
  const length = typeof text === 'string' ? [...text.normalize('NFC').trim()].length : 0;
  if (length >= 1 && length <= max) return undefined;
  return { ko: `1자 이상 ${max}자 이하로 입력해 주세요.`, en: `Write 1 to ${max} characters.` };
}

function checkImage(image: ProductDraft['image']): LocalizedText | undefined {
  const size = PRODUCT_IMAGE_SIZE_PX;
  if (image?.mimeType === PRODUCT_IMAGE_MIME_TYPE && image.width === size && image.height === size) {
    return undefined;
  }
  return {
    ko: `${size} x ${size}px PNG 이미지를 등록해 주세요.`,
    en: `Use a PNG image of ${size} x ${size} px.`,
  };
}

function checkSupplyPrice(price: unknown): LocalizedText | undefined {
  const [min, max, step] = [SUPPLY_PRICE_MIN, SUPPLY_PRICE_MAX, SUPPLY_PRICE_STEP];
  if (typeof price === 'number' && price >= min && price <= max && price % step === 0) return undefined;
  return {
    ko: `${min}원 이상 ${max}원 이하, ${step}원 단위로 입력해 주세요.`,
    en: `Choose ${min} to ${max} won in steps of ${step}.`,
  };
}
