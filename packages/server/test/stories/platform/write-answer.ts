import type { Dice } from '../dice.js';
import type { Moment, PlatformOrder, Writing } from './platform-order.js';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly httpStatus: number;
  readonly text: string;
}

const KOREA_MS = 9 * 3_600_000;
const WITHOUT_SKU = ['NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR'];

/** Writes that the platform calls an order by a word. */
export function writeStatus(
  orderId: string,
  word: string,
  order?: PlatformOrder,
  moment?: Moment,
): WireAnswer {
  const bare = { orderId, status: word, reason: '' };
  const full =
    order === undefined || WITHOUT_SKU.includes(word)
      ? bare
      : { ...bare, sku: order.sku, ...writeFields(order, moment) };
  return success(full);
}

/** Writes a paid order without its product. */
export function writeWithoutSku(orderId: string, word: string, dice: Dice): WireAnswer {
  return success({ orderId, status: word, reason: '', ...(dice.chance(0.5) ? { sku: ' ' } : {}) });
}

/** Writes a failure of the platform itself. */
export function writeFailure(dice: Dice): WireAnswer {
  const resultType = dice.pick(['FAIL', 'HTTP_TIMEOUT', 'NETWORK_ERROR', 'EXECUTION_FAIL', 'INTERRUPTED']);
  const odd = dice.chance(0.5) ? { errorType: 0, title: null, data: {} } : {};
  return json({
    resultType,
    success: null,
    error: { errorCode: '5000', reason: '다시 시도해 주세요.', ...odd },
  });
}

export function writeRateLimit(dice: Dice): WireAnswer {
  const data = { retryAfterSeconds: dice.between(1, 5) };
  return json({ resultType: 'FAIL', error: { errorCode: '4095', reason: 'too many', data } });
}

/** Writes something that is no answer to the question. */
export function writeBroken(orderId: string, dice: Dice): WireAnswer {
  switch (dice.pick(['500', 'half', 'other order'])) {
    case '500':
      return { httpStatus: 500, text: 'Internal Server Error' };
    case 'half':
      return { httpStatus: 200, text: `{"resultType":"SUCCESS","success":{"orderId":"${orderId}","stat` };
    default:
      return success({ orderId: dice.uuid(), status: 'PURCHASED', reason: '', sku: 'castle' });
  }
}

function writeFields(order: PlatformOrder, moment: Moment | undefined): Record<string, unknown> {
  const { writing, moments } = order;
  const at = (writing === 'time of the payment for ever' ? moments[0] : moment)?.at ?? 0;
  return { ...writeTime(writing, at), ...writeRest(order) };
}

function writeTime(writing: Writing, at: number): Record<string, unknown> {
  if (writing === 'without a time') return {};
  if (writing === 'time as a number') return { statusDeterminedAt: at };
  if (writing === 'time in UTC') return { statusDeterminedAt: new Date(at).toISOString() };
  return { statusDeterminedAt: new Date(at + KOREA_MS).toISOString().slice(0, 19) };
}

function writeRest({ writing, orderId }: PlatformOrder): Record<string, unknown> {
  if (writing === 'reason null') return { reason: null };
  if (writing === 'more fields') return { orderIds: [orderId], market: { name: 'GOOGLE', fee: null } };
  return writing === 'id in capitals' ? { orderId: orderId.toUpperCase() } : {};
}

function success(fields: Record<string, unknown>): WireAnswer {
  return json({ resultType: 'SUCCESS', success: fields });
}

function json(body: unknown): WireAnswer {
  return { httpStatus: 200, text: JSON.stringify(body) };
}
