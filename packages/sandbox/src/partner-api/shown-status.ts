import { PartnerFault } from '../faults/partner-fault.js';
import type { Wire } from '../wire/wire.js';
import type { NewWireEvent, WirePlace } from '../wire/wire-event.js';
import type { Answer } from './envelope.js';
import type { PartnerApiContext } from './partner-api.js';
import type { StatusQuestion } from './status-faults.js';

/** Shows one request of a backend on the wire. */
export interface ShownStatus {
  /** Shows the question. */
  asked(question: StatusQuestion): void;
  answered(answer: Answer): void;
  /** Shows that the connection was broken instead of an answer. */
  broke(error: unknown): void;
}

/** Starts for a request that was not read yet. */
export function shownStatus(wire: Wire, { clientName }: PartnerApiContext): ShownStatus {
  let ask: WirePlace | undefined;
  let about: { readonly orderId?: string } = {};
  const begin = (userKey?: string) => {
    ask = wire.publish({
      type: 'status.asked',
      ...about,
      ...(userKey !== undefined && { userKey }),
      ...(clientName !== undefined && { clientName }),
    });
    return ask;
  };
  const end = (what: Omit<Extract<NewWireEvent, { type: 'status.answered' }>, 'type' | 'ask' | 'took'>) => {
    const question = ask ?? begin();
    const took = wire.since(question);
    wire.publish({ type: 'status.answered', ask: question.seq, ...about, ...what, took });
  };
  return {
    asked({ orderId, userKey }) {
      about = { orderId };
      begin(userKey);
    },
    answered({ status: http, body }) {
      end({ http, ...(typeof body === 'object' ? decisive(body) : { broken: 'broken-json' }) });
    },
    broke(error) {
      end({ broken: error instanceof PartnerFault ? error.kind : 'failed' });
    },
  };
}

/** The parts of an answer that decide. */
function decisive(body: object): { resultType?: string; status?: string; errorCode?: string } {
  const { resultType, success, error } = body as Record<string, Record<string, unknown> | string | undefined>;
  const status = (success as Record<string, unknown> | undefined)?.status;
  const errorCode = (error as Record<string, unknown> | undefined)?.errorCode;
  return {
    resultType: String(resultType),
    ...(typeof status === 'string' && { status }),
    ...(typeof errorCode === 'string' && { errorCode }),
  };
}
