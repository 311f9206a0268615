import type { ScriptFacts } from '../script/script-facts.js';
import { type Finding, SOURCES } from './finding.js';
import type { Rule, RuleInput } from './rule.js';

const SELLING = ['createOneTimePurchaseOrder', 'createSubscriptionPurchaseOrder'] as const;
const FUNCTIONS = [
  'getProductItemList',
  ...SELLING,
  'getPendingOrders',
  'completeProductGrant',
  'getCompletedOrRefundedOrders',
  'getSubscriptionInfo',
] as const;

/** The storage key of our client for open orders. Every bundle with the client contains it. */
const OUR_CLIENT = 'ait-iap.open-orders';
const PRICE = /(?:^|[^\d,.])(\d{1,3}(?:,\d{3})+|\d{3,})\s?원/;

/** How a mini-app uses in-app purchase, as far as its code tells. */
export interface PurchaseReport {
  /** The functions of `IAP` that it calls, by the platform's names. */
  readonly called: readonly string[];
  /** Whether it contains `@ait-iap/client`. */
  readonly ourClient: boolean;
  /** Whether it opens order sheets. */
  readonly sells: boolean;
  /** Whether it recovers pending orders. */
  readonly recovers: boolean;
  /** Whether it reads the history. */
  readonly showsHistory: boolean;
}

/** Reads from the code how a mini-app uses in-app purchase. */
export function purchaseIn({ calls, texts, switchedOn }: ScriptFacts): PurchaseReport {
  const ourClient = texts.some(({ text }) => text.includes(OUR_CLIENT));
  const has = (name: string) => calls.has(name);
  return {
    called: FUNCTIONS.filter(has),
    ourClient,
    sells: SELLING.some(has) || (ourClient && ['purchase', 'subscribe', 'startPurchase'].some(has)),
    recovers:
      (has('getPendingOrders') && has('completeProductGrant')) ||
      (ourClient && (has('recover') || switchedOn.has('recoverOnMount'))),
    showsHistory:
      has('getCompletedOrRefundedOrders') || (ourClient && ['history', 'ownedProducts'].some(has)),
  };
}

/** The review scenarios that can be checked in the code. */
export const purchase: Rule = (evidence) => {
  const report = purchaseIn(evidence.scripts);
  if (!report.sells) return [];
  return [...recovery(report, evidence), ...history(report), ...prices(evidence)];
};

function* recovery({ recovers, called }: PurchaseReport, { scripts }: RuleInput): Generator<Finding> {
  if (recovers) return;
  const half = called.includes('getPendingOrders');
  const place = scripts.calls.get(
    half ? 'getPendingOrders' : (SELLING.find((name) => called.includes(name)) ?? ''),
  );
  yield {
    rule: half ? 'recovery-never-completes' : 'purchase-without-recovery',
    weight: 'refused',
    text: half
      ? {
          en: 'Pending orders are asked for, and completeProductGrant is never called: they stay pending for ever.',
          ko: '대기 주문을 묻지만 completeProductGrant를 부르지 않아요. 주문이 영원히 대기로 남아요.',
        }
      : {
          en: 'It sells, and never asks for pending orders: a user who pays while the grant fails gets nothing.',
          ko: '결제를 받지만 대기 주문을 묻지 않아요. 지급이 실패할 때 결제한 사람은 아무것도 받지 못해요.',
        },
    fix: {
      en: 'At every start call getPendingOrders, grant each order, then completeProductGrant; or recover() of @ait-iap/client.',
      ko: '켤 때마다 getPendingOrders를 부르고, 주문마다 지급한 다음 completeProductGrant를 부르세요. @ait-iap/client의 recover()도 돼요.',
    },
    source: SOURCES.reviewOfPurchase,
    ...place,
  };
}

function* history({ showsHistory }: PurchaseReport): Generator<Finding> {
  if (showsHistory) return;
  yield {
    rule: 'no-purchase-history',
    weight: 'warning',
    text: {
      en: 'No call reads what the user has bought. The review asks for a purchase history; one from your backend will do.',
      ko: '사용자가 산 것을 읽는 호출이 없어요. 검토에서 구매 내역을 확인해요. 서버의 내역이어도 돼요.',
    },
    fix: {
      en: 'Show getCompletedOrRefundedOrders, or the list of your backend.',
      ko: 'getCompletedOrRefundedOrders나 서버의 목록을 보여 주세요.',
    },
    source: SOURCES.reviewOfPurchase,
  };
}

function* prices({ scripts }: RuleInput): Generator<Finding> {
  for (const { text, file, line } of scripts.texts) {
    const price = PRICE.exec(text)?.[1];
    if (price === undefined) continue;
    yield {
      rule: 'price-in-code',
      weight: 'warning',
      text: {
        en: `"${price}원" stands in the code. A price that differs from what is charged is refused.`,
        ko: `코드에 "${price}원"이 있어요. 청구 금액과 다른 가격은 반려돼요.`,
      },
      fix: { en: 'Show displayAmount of the product list.', ko: '상품 목록의 displayAmount를 보여 주세요.' },
      source: SOURCES.reviewOfPurchase,
      file,
      line,
    };
  }
}
