import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { WIRE_LENGTH } from '../../wire/wire.js';
import { WIRE_EVENT_TYPES, type WireEventType } from '../../wire/wire-event.js';
import { wireShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { limitSchema } from './page-query.js';
import { streamOf } from './wire-stream.js';

const EVENT_STREAM = 'text/event-stream';

/** Names separated by commas, such as `sheet.shown,status.asked`. */
const types = z.optional(
  z.pipe(
    z.string(),
    z.transform((text, context): WireEventType[] => {
      const names = text.split(',');
      const unknown = names.find((name) => !WIRE_EVENT_TYPES.includes(name as WireEventType));
      if (unknown === undefined) return names as WireEventType[];
      const message = `there is no event ${unknown}; use some of ${WIRE_EVENT_TYPES.join(', ')}`;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  ),
);

const filter = { orderId: z.optional(z.string()), userKey: z.optional(z.string()), types };

const streamQuery = z.strictObject({
  ...filter,
  lastEventId: z.optional(z.string()),
  replay: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(WIRE_LENGTH)), 0),
});

const wireQuery = z.strictObject({
  ...filter,
  after: z._default(z.coerce.number().check(z.int(), z.gte(0)), 0),
  limit: limitSchema,
});

/** `/stream`, `/wire`: the live messages between page, host, backend and sandbox. */
export function streamRoutes({ wire }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/stream',
      summary:
        'what happens, as server-sent events: ?orderId=&userKey=&types=&replay=; Last-Event-ID resumes',
      query: streamQuery,
      gives: EVENT_STREAM,
      handle({ query: { lastEventId, replay, ...filter }, context }) {
        const resumeAfter = context.req.header('last-event-id') ?? lastEventId;
        const headers = {
          'content-type': `${EVENT_STREAM}; charset=utf-8`,
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        };
        return new Response(streamOf(wire, { filter, replay, resumeAfter }), { headers });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/wire',
      summary: 'the newest of what has happened: ?orderId=&userKey=&types=&after=&limit=',
      query: wireQuery,
      answer: wireShape,
      handle({ query: { limit, ...filter } }) {
        const events = wire.recent(filter).slice(-limit);
        return { origin: wire.origin, events, oldest: wire.oldest(), last: wire.last() };
      },
    }),
  ];
}
