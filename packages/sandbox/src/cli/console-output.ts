import { isSandboxError } from '../errors/sandbox-error.js';
import { visibleText } from './visible-text.js';

/** Where a command writes. A test collects the lines. */
export interface Output {
  /** The result. */
  out(text: string): void;
  /** What went wrong. */
  error(text: string): void;
  /** The number of bytes that wait for the reader. Absent if no reader can be slow. */
  unread?(): number;
  /** Resolves even if nobody ever reads the output. */
  giveUp?(): void;
}

/** How long a slow reader may take for the last lines, in milliseconds. */
const LAST_LINES_MS = 500;

/** The terminal. */
export const terminal: Output = {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
  unread: () => process.stdout.writableLength,
  giveUp: () => void setTimeout(() => process.exit(), LAST_LINES_MS).unref(),
};

/** Writes the error of a command: one sentence, or one object with `json`. Never a stack trace. */
export function writeFailure(output: Output, error: unknown, json: boolean): void {
  const code = isSandboxError(error) ? error.code : 'INTERNAL_ERROR';
  const message = error instanceof Error ? error.message : 'The command failed.';
  output.error(visibleText(json ? JSON.stringify({ error: { code, message } }) : message));
}
