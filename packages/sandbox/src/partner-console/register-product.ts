import { checkProductDraft, type ProductDraft } from '@ait-iap/protocol';
import { addBusinessDays } from '../clock/business-days.js';
import { isPeriod } from '../clock/period.js';
import { type ConsoleProblem, ConsoleRuleError, consoleRule } from '../errors/console-rule-error.js';
import { seededRandom } from '../random/seeded-random.js';
import type { CatalogOffer, CatalogProduct } from '../world/catalog-product.js';
import { MOCK_ICON_URL } from '../world/default-catalogue.js';
import type { World } from '../world/world.js';
import { releasedVersions } from './mini-app-versions.js';
import { partnerAccount } from './partner-account.js';

/** The record kind of product reviews. The id is the sku, and the due is the end of the review. */
const REVIEW = 'product-review';

/** A product review takes up to two business days (*source*). */
export const PRODUCT_REVIEW_BUSINESS_DAYS = 2;

/** The fields of the console's form. */
export interface ProductRegistration extends ProductDraft {
  /** The lowest mini-app version that sees the product. Has to be a released version. */
  readonly minimumVersion?: string | undefined;
  /** Whether the product is shown right after the approval (노출). @defaultValue false */
  readonly exposeOnApproval?: boolean | undefined;
  /** The last day in Korea (`2026-10-31`) on which payments cost no Toss fee. */
  readonly promotionUntil?: string | undefined;
  /** The picture as a data URL, for lists and the order sheet. @defaultValue a coin */
  readonly iconUrl?: string | undefined;
  /** Of a subscription. */
  readonly offers?: readonly CatalogOffer[] | undefined;
}

/**
 * Registers a product and requests its review.
 *
 * Such a product is not a mock item: it is sold in environment `toss`, not in the sandbox app (*source*).
 *
 * @throws ConsoleRuleError with every broken rule: no contract, KYC not approved, lengths, price, picture, version.
 */
export function registerProduct(world: World, form: ProductRegistration): CatalogProduct {
  assertRules(world, form, 'register the product');
  return startReview(world, toProduct(nextSku(world), form));
}

/**
 * Registers a rejected product again, with changes. @throws ConsoleRuleError if it was not rejected, or by a broken
 * rule.
 */
export function resubmitProduct(world: World, sku: string, form: ProductRegistration): CatalogProduct {
  const product = world.product(sku);
  if (product?.review !== 'REJECTED')
    throw notInReview('resubmit the product', 'It was not rejected.', '반려된 상품이 아니에요.');
  assertRules(world, form, 'resubmit the product');
  return startReview(world, toProduct(sku, form));
}

/** Decides a review before its end. @throws ConsoleRuleError if it is not in review, or a rejection has no reason. */
export function decideReview(
  world: World,
  sku: string,
  decision: 'APPROVED' | 'REJECTED',
  reason = '',
): CatalogProduct {
  const product = world.product(sku);
  if (product?.review !== 'IN_REVIEW')
    throw notInReview('decide the review', 'It is not in review.', '검토 중이 아니에요.');
  if (decision === 'REJECTED' && reason === '')
    throw consoleRule('reject the product', 'reason', 'Give a reason.', '반려 사유를 입력해 주세요.');
  const { reviewReason: _, ...rest } = product;
  const exposed = decision === 'APPROVED' && product.exposeOnApproval === true;
  const decided = { ...rest, review: decision, exposed, ...(reason !== '' && { reviewReason: reason }) };
  world.record(
    { type: 'ProductChanged', product: decided },
    { type: 'RecordChanged', kind: REVIEW, id: sku, due: null },
  );
  return decided;
}

/** Shows or hides a product (노출). @throws ConsoleRuleError if the product is not approved. */
export function exposeProduct(world: World, sku: string, exposed: boolean): CatalogProduct {
  const product = world.product(sku);
  if (product?.review !== 'APPROVED')
    throw notInReview('expose the product', 'It is not approved.', '승인된 상품이 아니에요.');
  const changed = { ...product, exposed };
  world.record({ type: 'ProductChanged', product: changed });
  return changed;
}

/** Approves products whose review time is over. */
export function keepReviews(world: World): void {
  world.onDue(REVIEW, (sku) => void decideReview(world, sku, 'APPROVED'));
}

function assertRules(world: World, form: ProductRegistration, action: string): void {
  const account = partnerAccount(world);
  const problems: ConsoleProblem[] = [...checkProductDraft(form)];
  if (account.contract !== 'SIGNED')
    problems.push(problem('contract', 'Sign the contract first.', '먼저 계약해 주세요.'));
  if (account.kyc !== 'APPROVED')
    problems.push(problem('kyc', 'Get the KYC approved first.', '먼저 KYC 승인을 받아 주세요.'));
  const { minimumVersion, offers = [] } = form;
  if (minimumVersion !== undefined && !releasedVersions(world).includes(minimumVersion)) {
    problems.push(problem('minimumVersion', 'Choose a released version.', '출시된 버전을 선택해 주세요.'));
  }
  if (!offers.every(({ period }) => isPeriod(period))) {
    problems.push(
      problem('offers', 'Write each period like P1W, up to P10Y.', '기간을 P1W처럼, 10년까지 입력해 주세요.'),
    );
  }
  if (problems.length > 0) throw new ConsoleRuleError(action, problems);
}

function problem(field: string, en: string, ko: string): ConsoleProblem {
  return { field, message: { en, ko } };
}

function notInReview(action: string, en: string, ko: string): ConsoleRuleError {
  return consoleRule(action, 'review', en, ko);
}

function toProduct(sku: string, form: ProductRegistration): CatalogProduct {
  const { type, name, description, supplyPrice, minimumVersion, exposeOnApproval = false } = form;
  const { promotionUntil, iconUrl = MOCK_ICON_URL } = form;
  const subscription = type === 'SUBSCRIPTION' && {
    renewalCycle: form.renewalCycle,
    offers: form.offers ?? [],
  };
  return {
    ...{ sku, type, name, description, supplyPrice, exposeOnApproval, ...subscription },
    ...(minimumVersion !== undefined && { minimumVersion }),
    ...(promotionUntil !== undefined && { promotionUntil }),
    ...{ iconUrl, mock: false, exposed: false, review: 'IN_REVIEW' },
  } as CatalogProduct;
}

function startReview(world: World, product: CatalogProduct): CatalogProduct {
  const due = addBusinessDays(world.clock.now(), PRODUCT_REVIEW_BUSINESS_DAYS, world.settings().holidays);
  world.record(
    { type: 'ProductChanged', product },
    { type: 'RecordChanged', kind: REVIEW, id: product.sku, due },
  );
  return product;
}

/** In the format of a real sku: `ait.0000010000.af647449.3bd55cfd00.0000000475`. */
function nextSku(world: World): string {
  const number = world.products().length + 1;
  const next = seededRandom(world.seed, 'sku', world.store.lastSeq());
  const hex = (length: number) => `${next().toString(16).padStart(8, '0')}00`.slice(0, length);
  return `ait.0000010000.${hex(8)}.${hex(10)}.${String(number).padStart(10, '0')}`;
}
