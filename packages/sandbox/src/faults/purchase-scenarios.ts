import type { LocalizedText } from '@ait-iap/protocol';
import type { FaultSpec } from './fault-spec.js';

/** A group of scenarios in a picker: a part of the purchase. */
export interface ScenarioGroup extends LocalizedText {
  readonly scenarios: readonly PurchaseScenarioName[];
}

/** One possible course of a purchase, in simple words, with the faults that cause it. */
export interface PurchaseScenario extends LocalizedText {
  /** Armed only for this order. */
  readonly faults: readonly FaultSpec[];
}

/** Long enough that a page asks without success, and short enough to wait for, in milliseconds. */
const RECORDED_AFTER_MS = 60_000;

/** Every scenario by its name, with the faults that it arms for one purchase. */
const SCENARIOS = {
  works: scenario('모두 정상이에요', 'everything works'),
  'waits-for-approval': failing('PAYMENT_PENDING', '결제 승인을 기다려요', 'waits for approval'),
  'network-error': failing('NETWORK_ERROR', '결제 없이 네트워크 오류로 끝나요', 'not paid, network error'),
  'internal-error': failing('INTERNAL_ERROR', '결제 없이 내부 오류로 끝나요', 'not paid, internal error'),
  'unknown-error': scenario('결제 없이 모르는 에러 코드로 끝나요', 'not paid, a code nobody knows', {
    name: 'purchase-unknown-error',
  }),
  'grant-fails': failing('PRODUCT_NOT_GRANTED_BY_PARTNER', '결제했지만 지급에 실패해요', 'paid, grant fails'),
  'purchased-twice': scenario('결제했고 결제 이벤트가 두 번 와요', 'paid, told twice', {
    name: 'purchased-twice',
  }),
  'paid-after-cancel': scenario('취소로 끝난 뒤에 결제돼요', 'told canceled, then paid', {
    name: 'paid-after-error',
  }),
  'answer-lost': scenario('결제했지만 지급 응답이 사라져요', 'paid, answer lost', {
    name: 'grant-answer-lost',
  }),
  'answer-late': scenario('결제했지만 지급 응답이 늦어요', 'paid, answer late', {
    name: 'grant-answer-late',
  }),
  'answer-twice': scenario('결제했고 지급 응답이 두 번 닿아요', 'paid, answer arrives twice', {
    name: 'grant-answer-twice',
  }),
  'pending-list-late': scenario('결제했지만 미지급 목록에 늦게 보여요', 'paid, listed late as pending', {
    name: 'pending-list-late',
  }),
  'not-recorded': failing(
    'TOSS_SERVER_VERIFICATION_FAILED',
    '결제했지만 토스에 기록되지 않아요',
    'paid, never recorded by Toss',
  ),
  'recorded-late': scenario('결제했지만 1분 뒤에 기록돼요', 'paid, recorded a minute later', {
    name: 'purchase-error',
    code: 'TOSS_SERVER_VERIFICATION_FAILED',
    recordedAfter: RECORDED_AFTER_MS,
  }),
  'store-cannot-verify': failing(
    'APP_MARKET_VERIFICATION_FAILED',
    '결제했지만 앱마켓이 확인하지 못해요',
    'paid, the store cannot verify',
  ),
  'closed-after-payment': scenario('결제 직후 여기서 앱이 종료돼요', 'app is closed here, once paid', {
    name: 'killed-after-payment',
  }),
  'closed-after-grant': scenario('지급 직후 앱이 종료돼요', 'app is closed, once granted', {
    name: 'killed-after-grant',
  }),
  'status-not-found': scenario('서버가 물으면 처음엔 주문이 없어요', 'backend asks: not found at first', {
    name: 'order-status-not-found',
  }),
  'status-late': scenario('서버가 물으면 늦게 답해요', 'backend asks: answered late', {
    name: 'order-status-late',
  }),
  'status-hangs': scenario('서버가 물으면 답이 없어요', 'backend asks: no answer', {
    name: 'order-status-hang',
  }),
} as const satisfies Readonly<Record<string, PurchaseScenario>>;

/** Name of a scenario. */
export type PurchaseScenarioName = keyof typeof SCENARIOS;

/** The possible courses of a purchase after its order sheet opens, by name. */
export const PURCHASE_SCENARIOS: Readonly<Record<PurchaseScenarioName, PurchaseScenario>> = SCENARIOS;

/** The same in the order of a picker. `works`, the default, comes before them. */
export const SCENARIO_GROUPS: readonly ScenarioGroup[] = [
  {
    ko: '결제되지 않아요',
    en: 'not paid',
    scenarios: ['waits-for-approval', 'network-error', 'internal-error', 'unknown-error'],
  },
  {
    ko: '지급하는 동안',
    en: 'while it is granted',
    scenarios: [
      'grant-fails',
      'answer-lost',
      'answer-late',
      'answer-twice',
      'purchased-twice',
      'paid-after-cancel',
      'pending-list-late',
    ],
  },
  {
    ko: '앱이 종료돼요',
    en: 'the app is closed',
    scenarios: ['closed-after-payment', 'closed-after-grant'],
  },
  {
    ko: '결제 기록',
    en: 'the record of the payment',
    scenarios: ['not-recorded', 'recorded-late', 'store-cannot-verify'],
  },
  {
    ko: '서버의 주문 조회',
    en: 'your backend asks',
    scenarios: ['status-not-found', 'status-late', 'status-hangs'],
  },
];

/** Whether a scenario of this name exists. */
export function isPurchaseScenario(name: unknown): name is PurchaseScenarioName {
  return typeof name === 'string' && Object.hasOwn(SCENARIOS, name);
}

function failing(code: string, ko: string, en: string): PurchaseScenario {
  return scenario(ko, en, { name: 'purchase-error', code });
}

function scenario(ko: string, en: string, ...faults: readonly FaultSpec[]): PurchaseScenario {
  return { ko, en, faults };
}
