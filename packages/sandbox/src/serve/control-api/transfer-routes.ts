import { limitedText } from '../../partner-api/limited-text.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { importedShape } from './answers/world-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';

const LINES_PER_CHUNK = 500;
const LINES_OF_JSON = 'application/x-ndjson';

/** A little less than the longest possible string in JavaScript. */
const MAX_IMPORT_BYTES = 500_000_000;

/** `/export`, `/import`: the whole world as lines of JSON. */
export function transferRoutes(sandbox: Sandbox, maxImportBytes = MAX_IMPORT_BYTES): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/export',
      summary: 'the whole world as lines of JSON',
      gives: LINES_OF_JSON,
      handle() {
        const headers = { 'content-type': `${LINES_OF_JSON}; charset=utf-8` };
        return new Response(toStream(sandbox.export()), { headers });
      },
    }),
    endpoint({
      method: 'POST',
      path: '/import',
      isDestructive: true,
      summary: 'replaces the world by an exported one',
      takes: LINES_OF_JSON,
      answer: importedShape,
      async handle({ context }) {
        const text = await limitedText(context.req.raw, maxImportBytes);
        if (text === undefined) {
          const message = `Failed to import: the world has over ${maxImportBytes} bytes. Copy the file of the world (world.db) instead, while no sandbox runs it.`;
          throw new ControlError(413, 'BODY_TOO_LARGE', message);
        }
        sandbox.import(text.split('\n').filter((line) => line !== ''));
        const { store } = sandbox.world;
        return { orders: store.orderCount(), events: store.lastSeq() };
      },
    }),
  ];
}

/** Sent piece by piece, because a world of a million orders does not fit into one string. */
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
