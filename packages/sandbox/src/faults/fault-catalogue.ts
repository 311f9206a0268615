import type { LocalizedText } from '@ait-iap/protocol';
import type { FaultParameters } from './fault-parameters.js';

/** The areas where faults strike. */
export type FaultPlace = 'purchase' | 'bridge' | 'order-status' | 'webhook' | 'tls';

/** The description of one fault. */
export interface FaultEntry extends LocalizedText {
  /** Where the fault strikes. */
  readonly place: FaultPlace;
  /** Its parameters, besides the user, product and order. */
  readonly parameters: readonly FaultParameter[];
}

/** Parameters that several faults share. */
export type FaultParameter = keyof FaultParameters;

/** Every fault by its name: where it strikes, its parameters, and its description in both languages. */
const CATALOGUE = {
  'purchase-error': entry(
    'purchase',
    ['code', 'recordedAfter'],
    '주문이 에러 코드로 끝나요',
    'the purchase ends with an error code',
  ),
  'purchase-unknown-error': entry(
    'purchase',
    ['code'],
    '주문이 모르는 에러 코드로 끝나요',
    'the purchase ends with a code nobody knows',
  ),
  'paid-after-error': entry(
    'purchase',
    ['code', 'delay'],
    '에러로 끝난 주문이 뒤늦게 결제돼요',
    'the purchase ends with an error code and is paid after that',
  ),
  'purchased-twice': entry('purchase', [], '결제 이벤트가 두 번 와요', 'the purchased event is sent twice'),
  'grant-answer-lost': entry(
    'purchase',
    [],
    '지급 응답이 앱에 닿지 않아요',
    'the grant answer never arrives',
  ),
  'grant-answer-late': entry(
    'purchase',
    ['delay'],
    '지급 응답이 늦게 닿아요',
    'the grant answer arrives late',
  ),
  'grant-answer-twice': entry('purchase', [], '지급 응답이 두 번 닿아요', 'the grant answer arrives twice'),
  'killed-after-payment': entry(
    'purchase',
    [],
    '결제 직후 앱이 종료돼요',
    'the app is killed right after the payment',
  ),
  'killed-after-grant': entry(
    'purchase',
    [],
    '지급 확인 직후 앱이 종료돼요',
    'the app is killed right after the grant',
  ),
  'pending-list-late': entry(
    'bridge',
    ['delay'],
    '미지급 주문이 늦게 보여요',
    'a pending order is listed late',
  ),
  'bridge-throttled': entry(
    'bridge',
    ['function'],
    '호출이 너무 잦다고 거절해요',
    'the host throttles a call',
  ),
  'bridge-no-answer': entry(
    'bridge',
    ['function'],
    '호출에 응답이 오지 않아요',
    'the host never answers a call',
  ),
  'order-status-late': entry('order-status', ['delay'], '주문 상태 응답이 늦어요', 'the answer takes long'),
  'order-status-not-found': entry(
    'order-status',
    [],
    '아직 주문을 찾지 못해요',
    'the order is NOT_FOUND at first',
  ),
  'order-status-fail': entry(
    'order-status',
    ['resultType', 'errorCode'],
    'HTTP 200으로 실패를 알려요',
    'a failure with HTTP 200',
  ),
  'order-status-rate-limited': entry(
    'order-status',
    ['seconds'],
    '호출 한도를 넘었다고 거절해요',
    'error 4095',
  ),
  'order-status-500': entry('order-status', [], 'HTTP 500으로 응답해요', 'HTTP 500'),
  'order-status-hang': entry('order-status', [], '응답하지 않고 멈춰요', 'the connection hangs'),
  'order-status-cut': entry('order-status', [], '연결을 끊어요', 'the connection is cut'),
  'order-status-broken-json': entry('order-status', [], '깨진 JSON을 보내요', 'broken JSON'),
  'order-status-other-order': entry(
    'order-status',
    [],
    '다른 주문의 상태를 보내요',
    "another order's answer",
  ),
  'order-status-unknown-status': entry(
    'order-status',
    ['status'],
    '모르는 상태를 보내요',
    'a status nobody knows',
  ),
  'webhook-twice': entry('webhook', [], '웹훅이 두 번 가요', 'a webhook is sent twice'),
  'webhook-late': entry('webhook', ['delay'], '웹훅이 늦게 가요', 'a webhook is sent late'),
  'webhook-out-of-order': entry(
    'webhook',
    [],
    '웹훅이 다음 것보다 늦게 가요',
    'a webhook is overtaken by the next',
  ),
  'webhook-refused': entry('webhook', [], '웹훅 연결이 거절돼요', 'the connection of a webhook is refused'),
  'tls-expired': entry(
    'tls',
    [],
    '클라이언트 인증서를 만료로 봐요',
    'the client certificate counts as expired',
  ),
  'tls-other-app': entry('tls', [], '다른 앱의 인증서로 봐요', "the certificate counts as another app's"),
} as const satisfies Readonly<Record<string, FaultEntry>>;

/** Name of a fault. */
export type FaultName = keyof typeof CATALOGUE;

/** The parameters that a fault takes. */
export type FaultParameterOf<Name extends FaultName> = (typeof CATALOGUE)[Name]['parameters'][number];

/** All faults, by name. */
export const FAULT_CATALOGUE: Readonly<Record<FaultName, FaultEntry>> = CATALOGUE;

/** Whether a fault of this name exists. */
export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(CATALOGUE, name);
}

function entry<const Parameters extends readonly FaultParameter[]>(
  place: FaultPlace,
  parameters: Parameters,
  ko: string,
  en: string,
) {
  return { place, parameters, ko, en };
}
