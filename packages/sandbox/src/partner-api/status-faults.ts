import { RATE_LIMIT_ERROR_CODE } from '@ait-iap/protocol';
import type { FaultName } from '../faults/fault-catalogue.js';
import type { ArmedFault, FaultSpec } from '../faults/fault-spec.js';
import { PartnerFault } from '../faults/partner-fault.js';
import type { Wire } from '../wire/wire.js';
import { type Answer, failAs, failureAnswer, json } from './envelope.js';
import type { PartnerApiParts } from './partner-api-parts.js';

/** A well-formed question. */
export interface StatusQuestion {
  /** Absent if the header was left out and the settings allow that. */
  readonly userKey: string | undefined;
  /** In lower case. */
  readonly orderId: string;
  /** The fault for this request only, from {@link FAULT_HEADER}. */
  readonly fault?: FaultSpec | undefined;
}

/** A header that only the sandbox has: the fault for this one request. */
export const FAULT_HEADER = 'x-ait-iap-fault';

/** The default delay of `order-status-late`, in milliseconds. */
const DEFAULT_LATE_MS = 5000;
const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** The id of an order that does not exist in any world. */
const OTHER_ORDER_ID = '00000000-0000-7000-8000-000000000000';

type Spoil = (fault: ArmedFault, question: StatusQuestion) => Answer;

/** Faults that replace the answer. */
const SPOILS: ReadonlyArray<readonly [FaultName, Spoil]> = [
  ['order-status-cut', () => breakConnection('cut')],
  ['order-status-hang', () => breakConnection('hang')],
  ['tls-expired', () => breakConnection('certificate-expired')],
  [
    'tls-other-app',
    (_, { orderId }) =>
      json(200, { orderId, status: 'MINIAPP_MISMATCH', reason: '이 미니앱의 상품이 아니에요.' }),
  ],
  ['order-status-500', () => failureAnswer(500, 'INTERNAL_ERROR', '알 수 없는 오류예요.')],
  [
    'order-status-broken-json',
    () => ({ status: 200, body: '{"resultType":"SUCC', headers: { 'content-type': 'application/json' } }),
  ],
  [
    'order-status-fail',
    ({ resultType = 'FAIL', errorCode = 'INTERNAL_ERROR' }) =>
      failAs(resultType, 200, { errorCode, reason: '처리하지 못했어요.' }),
  ],
  ['order-status-rate-limited', (fault) => rateLimited(fault.seconds ?? DEFAULT_RETRY_AFTER_SECONDS)],
  [
    'order-status-not-found',
    (_, { orderId }) => json(200, { orderId, status: 'NOT_FOUND', reason: '주문을 찾을 수 없어요.' }),
  ],
  [
    'order-status-unknown-status',
    ({ status = 'REFUND_PENDING' }, { orderId }) =>
      json(200, { orderId, status, reason: '새로 생긴 상태예요.' }),
  ],
  [
    'order-status-other-order',
    () => json(200, { orderId: OTHER_ORDER_ID, status: 'PURCHASED', reason: '구매가 끝났어요.' }),
  ],
];

/** Answers the question, or does what an armed fault says. */
export async function withFaults(
  { world, faults, activity, wire }: PartnerApiParts,
  question: StatusQuestion,
  answer: () => Answer,
): Promise<Answer> {
  const { orderId, userKey } = question;
  const sku = world.store.order(orderId)?.sku;
  const target = { orderId, userKey, sku };
  const take = (name: FaultName) =>
    question.fault?.name === name ? ofThisRequest(wire, question, question.fault) : faults.take(name, target);
  const late = take('order-status-late');
  if (late !== undefined) await activity.aside(world.clock.sleep(late.delay ?? DEFAULT_LATE_MS));
  for (const [name, spoil] of SPOILS) {
    const fault = take(name);
    if (fault !== undefined) return spoil(fault, question);
  }
  return answer();
}

function ofThisRequest(wire: Wire, { orderId, userKey }: StatusQuestion, spec: FaultSpec): ArmedFault {
  wire.publish({
    type: 'fault.struck',
    ...{ fault: FAULT_HEADER, name: spec.name, orderId },
    ...(userKey !== undefined && { userKey }),
  });
  return { ...spec, id: FAULT_HEADER, struck: 1 };
}

function breakConnection(kind: PartnerFault['kind']): never {
  throw new PartnerFault(kind);
}

function rateLimited(retryAfterSeconds: number): Answer {
  const error = {
    errorCode: RATE_LIMIT_ERROR_CODE,
    reason: '요청이 너무 많아요.',
    data: { retryAfterSeconds },
  };
  return failAs('FAIL', 200, error);
}
