import { machineTime } from '../../clock/real-time.js';
import { isWanted, type Wire, type WireFilter } from '../../wire/wire.js';
import type { WireEvent } from '../../wire/wire-event.js';

/** Who listens, and from where on. */
export interface StreamOptions {
  readonly filter: WireFilter;
  /** So many of the events before now are sent first. */
  readonly replay: number;
  /** Id of the last event that the listener has; what came after it is sent first. */
  readonly resumeAfter: string | undefined;
}

/** A line now and then keeps proxies from closing a quiet connection, and finds out about readers that have gone. */
const HEARTBEAT_MS = 15_000;

/** Milliseconds after which a browser connects again. */
const RETRY_MS = 500;

/** A reader that is so many pieces behind is cut off: it comes back and resumes, and nothing piles up meanwhile. */
const MOST_UNREAD = 2_000;

/**
 * The wire as server-sent events, each `data` one event as JSON. A listener that resumes and has missed what is not kept
 * any more is told by the event `gap`: it has to read again whatever it shows.
 */
export function streamOf(wire: Wire, options: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream(
    {
      start(controller) {
        const write = (text: string) => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) > -MOST_UNREAD) return;
          end();
          controller.close();
        };
        const beat = () => {
          write(': still here\n\n');
          cancelBeat = machineTime.after(HEARTBEAT_MS, beat);
        };
        let cancelBeat = machineTime.after(HEARTBEAT_MS, beat);
        const stop = wire.subscribe((event) => {
          if (isWanted(event, options.filter)) write(asMessage(wire, event));
        });
        end = () => {
          stop();
          cancelBeat();
        };
        write(beginning(wire, options));
      },
      cancel: () => end(),
    },
    { highWaterMark: 1 },
  );
}

function beginning(wire: Wire, { filter, replay, resumeAfter }: StreamOptions): string {
  const { after, isGap } = resumePoint(wire, resumeAfter);
  const missed =
    after === undefined
      ? wire.recent(filter).slice(wire.recent(filter).length - replay)
      : wire.recent({ ...filter, after });
  const gap = isGap ? 'event: gap\ndata: {"gap":true}\n\n' : '';
  return `retry: ${RETRY_MS}\n\n${gap}${missed.map((event) => asMessage(wire, event)).join('')}`;
}

function resumePoint(wire: Wire, id: string | undefined): { after?: number; isGap: boolean } {
  if (id === undefined || id === '') return { isGap: false };
  const [origin, seq] = id.split('.');
  // Another start of the process: what it had seen is not known here.
  if (origin !== wire.origin) return { after: 0, isGap: true };
  return { after: Number(seq), isGap: Number(seq) + 1 < wire.oldest() };
}

function asMessage(wire: Wire, event: WireEvent): string {
  return `id: ${wire.origin}.${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
