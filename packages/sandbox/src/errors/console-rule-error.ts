import type { LocalizedText } from '@ait-iap/protocol';
import { SandboxError } from './sandbox-error.js';

/** One thing that the console does not accept. */
export interface ConsoleProblem {
  /** The field or the step that it is about. */
  readonly field: string;
  readonly message: LocalizedText;
}

/** The console refuses: a rule is broken, or a step before is missing. Nothing has changed. */
export class ConsoleRuleError extends SandboxError {
  override readonly name = 'ConsoleRuleError';

  constructor(
    /** What was to be done. */
    action: string,
    /** Every reason, not only the first. */
    readonly problems: readonly ConsoleProblem[],
  ) {
    const reasons = problems.map(({ field, message }) => `${field}: ${message.en}`).join(' ');
    super('CONSOLE_RULE', `Failed to ${action}: ${reasons}`);
  }
}

/** For a single reason. */
export function consoleRule(action: string, field: string, en: string, ko: string): ConsoleRuleError {
  return new ConsoleRuleError(action, [{ field, message: { en, ko } }]);
}
