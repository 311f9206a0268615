import { isSandboxError } from '../errors/sandbox-error.js';
import { visibleText } from './visible-text.js';

/** Where a command writes; a test collects it. */
export interface Output {
  /** The result. */
  out(text: string): void;
  /** What went wrong. */
  error(text: string): void;
  /** Bytes that wait for a reader; absent where nobody can be slow. */
  unread?(): number;
  /** Ends also if nobody ever reads what was written. */
  giveUp?(): void;
}

/** A reader that is only slow gets so much time for the last lines. */
const LAST_LINES_MS = 500;

/** The terminal. */
export const terminal: Output = {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
  unread: () => process.stdout.writableLength,
  giveUp: () => void setTimeout(() => process.exit(), LAST_LINES_MS).unref(),
};

/** Writes why a command failed: one sentence, or with `json` one object. Never a stack trace. */
export function writeFailure(output: Output, error: unknown, json: boolean): void {
  const code = isSandboxError(error) ? error.code : 'INTERNAL_ERROR';
  const message = error instanceof Error ? error.message : 'The command failed.';
  output.error(visibleText(json ? JSON.stringify({ error: { code, message } }) : message));
}
