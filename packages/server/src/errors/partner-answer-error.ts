import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Why an answer cannot be used. */
export const ANSWER_PROBLEMS = ['not_json', 'not_envelope', 'not_order_status', 'other_order'] as const;

/** One of {@link ANSWER_PROBLEMS}. */
export type AnswerProblem = (typeof ANSWER_PROBLEMS)[number];

/**
 * Thrown when the answer cannot be used: it is not JSON, not the platform's envelope, lacks fields of an order, or is
 * for another order. Nothing is granted because of it. Something between this machine and the platform may have sent
 * it, so asking again may help.
 */
export class PartnerAnswerError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerAnswerError';
  /** 'ANSWER_UNUSABLE': an answer came and could not be read. The user may have paid. */
  declare readonly code: 'ANSWER_UNUSABLE';
  /** True: the next answer may come from the platform and not from a proxy. */
  override readonly retryable = true;
  /** What is wrong with the answer. */
  readonly problem: AnswerProblem;
  /** The wrong field, such as `success.status`, if it is a field. */
  readonly field: string | undefined;

  constructor(problem: AnswerProblem, field?: string, options: IapServerErrorOptions = {}) {
    super(
      'ANSWER_UNUSABLE',
      `Failed to read the answer of the partner API: ${why(problem, field)}. ${remedy(problem)}`,
      options,
    );
    this.problem = problem;
    this.field = field;
  }

  /** Adds `problem` and `field` to the JSON form, and nothing of the answer. */
  protected override details(): Record<string, unknown> {
    return { problem: this.problem, field: this.field };
  }
}

function why(problem: AnswerProblem, field: string | undefined): string {
  const where = field === undefined ? '' : ` (${field})`;
  switch (problem) {
    case 'not_json':
      return 'it is not JSON';
    case 'not_envelope':
      return `it is not the envelope of the partner API${where}`;
    case 'not_order_status':
      return `a field of the order is missing or malformed${where}`;
    case 'other_order':
      return 'it is about another order than the one asked for';
  }
}

function remedy(problem: AnswerProblem): string {
  return problem === 'other_order'
    ? 'Ask again. If it happens again, look for a cache or a proxy in between.'
    : 'Check that baseUrl is the origin of the partner API and that no proxy answers in its place; ask again.';
}
