import { InvalidWorldFileError } from '../errors/invalid-world-file-error.js';
import type { WorldEvent } from './world-event.js';
import type { WorldStore } from './world-store.js';

/** What the first line of a file says. */
const FORMAT = 'ait-iap-sandbox-world';
const VERSION = 1;

/** A world as lines of JSON: a header, then the log, event by event. */
export function* writeWorldFile(store: WorldStore): Generator<string> {
  yield JSON.stringify({ format: FORMAT, version: VERSION, events: store.lastSeq() });
  for (const event of store.events()) yield JSON.stringify(event);
}

/**
 * Reads such lines; empty ones are skipped.
 * @throws InvalidWorldFileError naming the first line that cannot be used, also if lines are missing at the end.
 */
export function readWorldFile(lines: Iterable<string>): readonly WorldEvent[] {
  const events: WorldEvent[] = [];
  let announced: number | undefined;
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const value = parseLine(line, number);
    if (announced === undefined) announced = readHeader(value, number);
    else events.push(readEvent(value, events.length + 1, number));
  }
  if (announced === undefined || events.length !== announced)
    throw new InvalidWorldFileError(number + 1, 'is missing');
  return events;
}

function parseLine(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Reported below, with its number.
  }
  throw new InvalidWorldFileError(number, 'is not a JSON object');
}

function readHeader(header: Readonly<Record<string, unknown>>, number: number): number {
  if (header.format !== FORMAT)
    throw new InvalidWorldFileError(number, 'is not the header of an exported world');
  if (header.version !== VERSION)
    throw new InvalidWorldFileError(number, `is of a version other than ${VERSION}`);
  return Number(header.events);
}

function readEvent(event: Readonly<Record<string, unknown>>, seq: number, number: number): WorldEvent {
  const isEvent = event.seq === seq && typeof event.at === 'number' && typeof event.type === 'string';
  if (!isEvent) throw new InvalidWorldFileError(number, `is not event ${seq}`);
  return event as unknown as WorldEvent;
}
