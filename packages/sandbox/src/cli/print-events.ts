import type { Wire } from '../wire/wire.js';
import { eventLine } from './event-line.js';

/** How the events of a running sandbox are printed. */
export interface PrintOptions {
  /** Nothing but failures of the sandbox itself. */
  readonly quiet?: boolean | undefined;
  /** One line of JSON for each event. */
  readonly json?: boolean | undefined;
}

/** Where lines go, and how much of them nobody has read yet. */
export interface LineSink {
  out(text: string): void;
  error(text: string): void;
  /** Bytes that wait for a reader. */
  unread(): number;
}

/** Whoever started the sandbox may not read what it prints: beyond this, lines are left out, and counted. */
const MOST_UNREAD_BYTES = 1_000_000;

/** Prints what happens, line by line. Failures of the sandbox itself are always printed. Returns what ends it. */
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
