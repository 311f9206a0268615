import { machineTime } from '../../clock/real-time.js';
import { isWanted, type Wire, type WireFilter } from '../../wire/wire.js';
import type { WireEvent } from '../../wire/wire-event.js';

/** The options of a listener. */
export interface StreamOptions {
  readonly filter: WireFilter;
  /** How many past events to send first. */
  readonly replay: number;
  /** The id of the listener's last event. Later events are sent first. */
  readonly resumeAfter: string | undefined;
}

/** A regular line keeps proxies from closing a quiet connection, and detects readers that have gone. */
const HEARTBEAT_MS = 15_000;

/** Milliseconds after which a browser connects again. */
const RETRY_MS = 500;

/**
 * How many pieces a reader may be behind before it is cut off. It then connects again and resumes, so nothing piles up.
 */
const MOST_UNREAD = 2_000;

/**
 * The wire as server-sent events. Each `data` is one event as JSON. If a listener resumes and has missed events that
 * are no longer kept, it gets the event `gap` and has to read everything again.
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
  // The process was restarted, so the listener's last event is not known here.
  if (origin !== wire.origin) return { after: 0, isGap: true };
  return { after: Number(seq), isGap: Number(seq) + 1 < wire.oldest() };
}

function asMessage(wire: Wire, event: WireEvent): string {
  return `id: ${wire.origin}.${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
