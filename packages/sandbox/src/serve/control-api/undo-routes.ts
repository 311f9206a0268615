import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { importedShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

const undoSchema = z.strictObject({ event: z.int().check(z.gte(1)) });

/** `/undo`: back to any earlier moment. */
export function undoRoutes(sandbox: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      path: '/undo',
      isDestructive: true,
      summary: 'goes back to an earlier moment: {event}; the world is as it was after that event of the log',
      body: undoSchema,
      answer: importedShape,
      handle({ body }) {
        sandbox.undo(body.event);
        const { store } = sandbox.world;
        return { orders: store.orderCount(), events: store.lastSeq() };
      },
    }),
  ];
}
