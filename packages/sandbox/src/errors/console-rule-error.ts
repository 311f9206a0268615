import type { LocalizedText } from '@ait-iap/protocol';
import { SandboxError } from './sandbox-error.js';

/** One reason for a refusal of the console. */
export interface ConsoleProblem {
  /** The field or the step. */
  readonly field: string;
  /** What is wrong, and what to do. */
  readonly message: LocalizedText;
}

/** Thrown when the console refuses: a rule is broken, or an earlier step is missing. Nothing has changed. */
export class ConsoleRuleError extends SandboxError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'ConsoleRuleError';

  constructor(
    /** The refused action. */
    action: string,
    /** All reasons, not only the first. */
    readonly problems: readonly ConsoleProblem[],
  ) {
    const reasons = problems.map(({ field, message }) => `${field}: ${message.en}`).join(' ');
    super('CONSOLE_RULE', `Failed to ${action}: ${reasons}`);
  }
}

/** Makes the error for a single reason. */
export function consoleRule(action: string, field: string, en: string, ko: string): ConsoleRuleError {
  return new ConsoleRuleError(action, [{ field, message: { en, ko } }]);
}
