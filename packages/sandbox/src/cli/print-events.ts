import type { Wire } from '../wire/wire.js';
import { eventLine } from './event-line.js';

/** Options for printing the events of a running sandbox. */
export interface PrintOptions {
  /** Print only errors of the sandbox itself. */
  readonly quiet?: boolean | undefined;
  /** One line of JSON for each event. */
  readonly json?: boolean | undefined;
}

/** The output, and the number of unread bytes. */
export interface LineSink {
  out(text: string): void;
  error(text: string): void;
  /** The number of bytes that wait for the reader. */
  unread(): number;
}

/**
 * The most unread output, in bytes. If the program that started the sandbox does not read it, further lines are left
 * out and counted.
 */
const MOST_UNREAD_BYTES = 1_000_000;

/**
 * Prints what happens, line by line. Errors of the sandbox itself are always printed. Returns a function that stops it.
 */
export function printEvents(wire: Wire, { quiet, json }: PrintOptions, sink: LineSink): () => void {
  let leftOut = 0;
  return wire.subscribe((event) => {
    if (event.type === 'sandbox.failed') sink.error(eventLine(event) ?? event.message);
    if (quiet) return;
    const line = json ? JSON.stringify(event) : eventLine(event);
    if (line === undefined) return;
    if (sink.unread() > MOST_UNREAD_BYTES) {
      leftOut++;
      return;
    }
    if (leftOut > 0) sink.out(json ? JSON.stringify({ leftOut }) : `… ${leftOut} lines were left out`);
    leftOut = 0;
    sink.out(line);
  });
}
