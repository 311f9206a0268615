import { PartnerRateLimitError } from '../errors/partner-rate-limit-error.js';
import { PartnerTimeoutError } from '../errors/partner-timeout-error.js';
import type { Lane } from '../rate-budget/lane.js';
import type { RateTicket } from '../rate-budget/rate-budget.js';
import type { TransportAnswer } from '../transport/partner-transport.js';
import { transportFailure } from '../transport/transport-failure.js';
import { ANY_USER } from './any-user.js';
import type { CallOptions } from './call-options.js';
import { answered, CallReport, failed } from './call-report.js';
import { checkCallOptions } from './check-call-options.js';
import { checkQuestion } from './check-question.js';
import type { OrderStatusResult } from './order-status-result.js';
import type { OrderQuestion } from './partner-client.js';
import type { PartnerContext } from './partner-context.js';
import { readAnswer } from './read-answer.js';
import { askedPause, retryDelay } from './retry-delay.js';
import { alreadyOver, withinLimits } from './within-limits.js';

/** One call in progress: what it asks, and when it has to end. */
interface Call {
  readonly question: OrderQuestion;
  readonly lane: Lane;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly report: CallReport;
}

/** Asks for the status of one order, again after a passing failure, inside one deadline. */
export async function ask(
  context: PartnerContext,
  question: OrderQuestion,
  options: CallOptions,
): Promise<OrderStatusResult> {
  checkQuestion(question);
  checkCallOptions(options);
  const { signal, lane = 'interactive' } = options;
  const deadline = options.deadline ?? defaultDeadline(context, lane);
  const report = new CallReport(context, question, lane);
  try {
    const result = await askUntil(context, { question, lane, deadline, signal, report });
    report.ended(answered(result));
    return result;
  } catch (error) {
    report.ended(failed(error));
    throw error;
  }
}

/** A background call may wait in the queue for as long as it takes: only its attempts are limited. */
function defaultDeadline({ clock, timeoutMs }: PartnerContext, lane: Lane): number {
  return lane === 'background' ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs;
}

async function askUntil(context: PartnerContext, call: Call): Promise<OrderStatusResult> {
  for (let failures = 0; ; ) {
    // Before a ticket is taken: a request that is not sent must not use up a place in the budget.
    const over = alreadyOver(limits(context, call));
    if (over !== undefined) throw over;
    const ticket = await takeTicket(context, call);
    try {
      return await attempt(context, call);
    } catch (error) {
      failures += 1;
      const pause = askedPause(error);
      if (pause > 0) context.budget.pause(pause);
      const delay = failures > context.retries ? undefined : retryDelay(error, failures, context.random);
      if (delay === undefined || context.clock.now() + delay >= call.deadline) throw error;
      call.report.waited('retry', delay);
      ticket.done();
      await withinLimits(limits(context, call), (signal) => context.clock.sleep(delay, signal));
    } finally {
      ticket.done();
    }
  }
}

async function takeTicket(context: PartnerContext, call: Call): Promise<RateTicket> {
  const { budget, clock } = context;
  // While the budget lasts, a call does not have to wait in the queue.
  const atOnce = budget.tryTake(call.lane);
  if (atOnce !== undefined) return atOnce;
  const startedAt = clock.now();
  let taken: Promise<RateTicket> | undefined;
  try {
    return await withinLimits(limits(context, call), (signal) => {
      taken = budget.take(call.lane, signal.platform);
      return taken;
    });
  } catch (error) {
    // The ticket arrived at the very moment at which the wait was given up.
    taken?.then(
      (ticket) => ticket.done(),
      () => {},
    );
    if (!(error instanceof PartnerTimeoutError)) throw error;
    throw new PartnerRateLimitError('budget', Math.ceil(budget.expectedWaitMs(call.lane)), { cause: error });
  } finally {
    call.report.waited('rate_budget', clock.now() - startedAt);
  }
}

async function attempt(context: PartnerContext, call: Call): Promise<OrderStatusResult> {
  const { orderId, userKey } = call.question;
  const secrets = userKey === ANY_USER ? [] : [userKey];
  const startedAt = context.clock.now();
  call.report.attempts += 1;
  try {
    const answer = await send(context, call, startedAt + context.attemptTimeoutMs).catch((error: unknown) => {
      throw transportFailure(error, secrets);
    });
    const result = readAnswer(answer, { orderId, timeZone: context.timeZone, secrets });
    call.report.attempted(startedAt, answered(result));
    return result;
  } catch (error) {
    call.report.attempted(startedAt, failed(error));
    throw error;
  }
}

function send(context: PartnerContext, call: Call, until: number): Promise<TransportAnswer> {
  const { orderId, userKey } = call.question;
  const body = JSON.stringify({ orderId });
  const header = userKey === ANY_USER ? undefined : userKey;
  return withinLimits(limits(context, call, until), (signal) =>
    context.transport.send({ userKey: header, body, signal }),
  );
}

function limits({ clock, closing }: PartnerContext, { deadline, signal }: Call, sooner = deadline) {
  return { clock, closing, signal, deadline: Math.min(deadline, sooner) };
}
