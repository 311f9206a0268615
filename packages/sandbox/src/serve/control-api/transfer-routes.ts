import { Hono } from 'hono';
import type { Sandbox } from '../../sandbox/sandbox.js';

const LINES_PER_CHUNK = 500;

/** `/api/export`, `/api/import`: the whole world as lines of JSON. */
export function transferRoutes(sandbox: Sandbox): Hono {
  return new Hono()
    .get('/export', () => {
      const headers = { 'content-type': 'application/x-ndjson; charset=utf-8' };
      return new Response(toStream(sandbox.export()), { headers });
    })
    .post('/import', async (context) => {
      const text = await context.req.text();
      sandbox.import(text.split('\n').filter((line) => line !== ''));
      return context.json({
        orders: sandbox.world.store.orderCount(),
        events: sandbox.world.store.lastSeq(),
      });
    });
}

/** Pulled piece by piece: a world of a million orders does not fit into one text. */
function toStream(lines: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const chunk: string[] = [];
      for (let next = iterator.next(); ; next = iterator.next()) {
        if (!next.done) chunk.push(next.value);
        if (next.done || chunk.length >= LINES_PER_CHUNK) {
          if (chunk.length > 0) controller.enqueue(encoder.encode(`${chunk.join('\n')}\n`));
          if (next.done) controller.close();
          return;
        }
      }
    },
    cancel() {
      iterator.return?.();
    },
  });
}
