import {
  GET_ORDER_STATUS_PATH,
  isUserKey,
  orderStatusRequestSchema,
  PARTNER_API_ORIGIN,
  USER_KEY_HEADER,
} from '@ait-iap/protocol';
import { isSandboxError } from '../errors/sandbox-error.js';
import { FAULT_CATALOGUE } from '../faults/fault-catalogue.js';
import { readFaultText } from '../faults/read-fault-text.js';
import type { World } from '../world/world.js';
import { type Answer, failureAnswer, json, toResponse } from './envelope.js';
import { limitedText } from './limited-text.js';
import { describeOrder } from './order-status.js';
import type { PartnerApi, PartnerApiContext } from './partner-api.js';
import type { PartnerApiParts } from './partner-api-parts.js';
import { type ShownStatus, shownStatus } from './shown-status.js';
import { FAULT_HEADER, type StatusQuestion, withFaults } from './status-faults.js';

/** The largest body, in bytes. A real one contains only an order id. */
const MAX_BODY_BYTES = 10_000;

/** Creates the partner API of a world. */
export function createPartnerApi(parts: PartnerApiParts): PartnerApi {
  return (request, context = {}) => parts.activity.track(respond(parts, request, context));
}

async function respond(
  parts: PartnerApiParts,
  request: Request,
  context: PartnerApiContext,
): Promise<Response> {
  const shown = shownStatus(parts.wire, context);
  try {
    const given = await answer(parts, request, context, shown);
    shown.answered(given);
    return toResponse(given);
  } catch (error) {
    shown.broke(error);
    throw error;
  }
}

async function answer(
  parts: PartnerApiParts,
  request: Request,
  context: PartnerApiContext,
  shown: ShownStatus,
): Promise<Answer> {
  const url = new URL(request.url);
  // A client that expects the real platform must notice that this is a sandbox.
  if (url.hostname === new URL(PARTNER_API_ORIGIN).hostname) {
    return failureAnswer(
      421,
      'SANDBOX',
      'This is a sandbox, and it does not answer for the real Apps in Toss. Set baseUrl. 샌드박스예요.',
    );
  }
  if (url.pathname !== GET_ORDER_STATUS_PATH) return failureAnswer(404, 'NOT_FOUND', '없는 경로예요.');
  if (request.method !== 'POST')
    return failureAnswer(405, 'METHOD_NOT_ALLOWED', 'POST로 요청해 주세요.', { allow: 'POST' });
  const question = await readQuestion(parts.world, request);
  if ('body' in question) return question;
  shown.asked(question);
  return withFaults(parts, question, () => json(200, success(parts.world, question, context)));
}

async function readQuestion(world: World, request: Request): Promise<StatusQuestion | Answer> {
  const userKey = request.headers.get(USER_KEY_HEADER);
  if (userKey === null && world.settings().userKeyHeader === 'required') {
    return failureAnswer(200, 'USER_KEY_REQUIRED', `${USER_KEY_HEADER} 헤더가 없어요.`);
  }
  if (userKey !== null && !isUserKey(userKey))
    return failureAnswer(400, 'INVALID_USER_KEY', `${USER_KEY_HEADER} 형식이 잘못됐어요.`);
  const text = await limitedText(request, MAX_BODY_BYTES);
  const body = orderStatusRequestSchema.safeParse(text === undefined ? undefined : parseJson(text));
  if (!body.success) return failureAnswer(400, 'INVALID_PARAMETER', 'orderId 형식이 잘못됐어요.');
  const question = { userKey: userKey ?? undefined, orderId: body.data.orderId };
  const faultText = request.headers.get(FAULT_HEADER);
  return faultText === null ? question : withOwnFault(question, faultText);
}

/** A fault for something else is refused, because it would have no effect here. */
function withOwnFault(question: StatusQuestion, text: string): StatusQuestion | Answer {
  try {
    const fault = readFaultText(text);
    const { place } = FAULT_CATALOGUE[fault.name];
    if (place === 'order-status' || place === 'tls') return { ...question, fault };
    return failureAnswer(400, 'INVALID_FAULT', `${FAULT_HEADER}: ${fault.name} is no fault of this request.`);
  } catch (error) {
    if (!isSandboxError(error)) throw error;
    return failureAnswer(400, error.code, `${FAULT_HEADER}: ${error.message}`);
  }
}

function success(world: World, { userKey, orderId }: StatusQuestion, { clientName }: PartnerApiContext) {
  const order = world.store.order(orderId);
  const isTheirs = order !== undefined && (userKey === undefined || order.userKey === userKey);
  const settings = world.settings();
  if (isTheirs && clientName !== undefined && clientName !== settings.appName) {
    return { orderId, status: 'MINIAPP_MISMATCH', reason: '이 미니앱의 상품이 아니에요.' };
  }
  return describeOrder(orderId, isTheirs ? order : undefined, settings);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
