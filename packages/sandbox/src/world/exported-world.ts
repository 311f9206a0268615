import { END_OF_TIME } from '../clock/end-of-time.js';
import { InvalidExportError } from '../errors/invalid-export-error.js';
import { memoryStore } from './memory-store.js';
import { rebuildWorld } from './rebuild-world.js';
import type { WorldEvent, WorldEventType } from './world-event.js';
import type { WorldStore } from './world-store.js';

/** The first line of a file. */
const FORMAT = 'ait-iap-sandbox-world';
const VERSION = 1;

/** All event types, so that an unknown one is noticed. */
const TYPES: Readonly<Record<WorldEventType, true>> = {
  WorldCreated: true,
  SettingsChanged: true,
  ProductChanged: true,
  ProductRemoved: true,
  OrderOpened: true,
  PaymentPended: true,
  OrderPaid: true,
  PaymentTaken: true,
  PaymentRecorded: true,
  OrderFailed: true,
  OrderGranted: true,
  GrantRefused: true,
  GrantWindowClosed: true,
  RefundRequested: true,
  RefundApproved: true,
  RefundRejected: true,
  OrderRefunded: true,
  SubscriptionChanged: true,
  RecordChanged: true,
  UserNotified: true,
  PartnerMailed: true,
  VersionChanged: true,
};

/**
 * A world as lines of JSON: a header, then the log, event by event. The world may change while the lines are read. The
 * export ends with the last event at its start.
 */
export function* exportWorld(store: WorldStore): Generator<string> {
  const last = store.lastSeq();
  yield JSON.stringify({ format: FORMAT, version: VERSION, events: last });
  for (const event of store.events()) {
    if (event.seq > last) return;
    yield JSON.stringify(event);
  }
}

/**
 * Reads such lines. Empty lines are skipped.
 * @throws InvalidExportError naming the first invalid line, also if lines are missing at the end or do not make a valid
 * world
 */
export function readExport(lines: Iterable<string>): readonly WorldEvent[] {
  const events: WorldEvent[] = [];
  let announced: number | undefined;
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const value = parseLine(line, number);
    if (announced === undefined) announced = readHeader(value, number);
    else events.push(readEvent(value, events.at(-1), number));
  }
  if (announced === undefined || events.length !== announced)
    throw new InvalidExportError(number + 1, 'is missing');
  if (events[0]?.type !== 'WorldCreated') throw new InvalidExportError(2, 'does not say how the world began');
  assertHappened(events);
  return events;
}

/** Whether a line is the first line of such a file. */
export function isExportHeader(line: string | undefined): boolean {
  try {
    return (JSON.parse(line ?? '') as { format?: unknown } | null)?.format === FORMAT;
  } catch {
    return false;
  }
}

/** Tried in a separate store first, because an invalid export must not destroy the existing world. */
function assertHappened(events: readonly WorldEvent[]): void {
  let reached = 0;
  function* counted() {
    for (const event of events) {
      reached++;
      yield event;
    }
  }
  try {
    rebuildWorld(counted(), memoryStore());
  } catch {
    throw new InvalidExportError(reached + 1, 'or one shortly before it describes what cannot have happened');
  }
}

function parseLine(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Reported below, with its number.
  }
  throw new InvalidExportError(number, 'is not a JSON object');
}

function readHeader(header: Readonly<Record<string, unknown>>, number: number): number {
  if (header.format !== FORMAT)
    throw new InvalidExportError(number, 'is not the header of an exported world');
  if (header.version !== VERSION)
    throw new InvalidExportError(number, `is of a version other than ${VERSION}`);
  if (typeof header.events !== 'number')
    throw new InvalidExportError(number, 'does not say how many events follow');
  return header.events;
}

function readEvent(
  event: Readonly<Record<string, unknown>>,
  before: WorldEvent | undefined,
  number: number,
): WorldEvent {
  const { seq: last, at: earliest } = before ?? { seq: 0, at: 0 };
  const seq = last + 1;
  const { at, type } = event;
  const isThen = Number.isSafeInteger(at) && (at as number) >= earliest && (at as number) <= END_OF_TIME;
  const isEvent = event.seq === seq && isThen && typeof type === 'string' && Object.hasOwn(TYPES, type);
  if (!isEvent) throw new InvalidExportError(number, `is not event ${seq}`);
  return event as unknown as WorldEvent;
}
