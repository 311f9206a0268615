import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WorldSettings } from '../../world/world-settings.js';
import { eventsShape, resetShape, settingsShape, usersShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { limitSchema } from './page-query.js';

const habit = z.enum(['approve', 'reject', 'by-hand']);

/** Without the name of the mini-app, because the issued certificates contain it. */
const settingsSchema = z.strictObject({
  userKeyHeader: z.optional(z.enum(['required', 'optional'])),
  statusTimeZone: z.optional(z.enum(['none', 'offset'])),
  googleRefunds: z.optional(habit),
  appleRefunds: z.optional(habit),
  refundHours: z.optional(z.number().check(z.gte(0), z.lte(24 * 365))),
  buildSeconds: z.optional(z.number().check(z.gte(0), z.lte(3600))),
  mockItems: z.optional(z.enum(['toss', 'sandbox', 'until-registered'])),
  holidays: z.optional(z.array(z.iso.date())),
});

const usersQuery = z.strictObject({ after: z.optional(z.string()), limit: limitSchema });
const eventsQuery = z.strictObject({
  after: z._default(z.coerce.number().check(z.int(), z.gte(0)), 0),
  limit: limitSchema,
});

/** `/settings`, `/users`, `/events`, `/reset`: the world as a whole. */
export function worldRoutes(sandbox: Sandbox): readonly Endpoint[] {
  const { world } = sandbox;
  return [
    endpoint({
      method: 'GET',
      path: '/settings',
      summary: 'what holds for the whole world',
      answer: settingsShape,
      handle: () => world.settings(),
    }),
    endpoint({
      method: 'PUT',
      path: '/settings',
      summary:
        'changes it: {userKeyHeader?, statusTimeZone?, holidays?, googleRefunds?, appleRefunds?, refundHours?, buildSeconds?, mockItems?}',
      body: settingsSchema,
      answer: settingsShape,
      handle: ({ body }) => sandbox.console.changeSettings(body as Partial<WorldSettings>),
    }),
    endpoint({
      method: 'GET',
      path: '/users',
      summary: 'users with an order: ?after=&limit=',
      query: usersQuery,
      answer: usersShape,
      handle({ query: { after, limit } }) {
        const users = world.store.users(after, limit);
        return { users, ...(users.length === limit ? { after: users.at(-1) } : {}) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/events',
      summary: 'the log: ?after=&limit=',
      query: eventsQuery,
      answer: eventsShape,
      handle({ query: { after, limit } }) {
        const events = take(world.store.events(after), limit);
        return { events, after: events.at(-1)?.seq ?? after };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/reset',
      isDestructive: true,
      summary: 'forgets everything',
      answer: resetShape,
      handle() {
        sandbox.reset();
        return { reset: true };
      },
    }),
  ];
}

function take<Item>(items: Iterable<Item>, limit: number): Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    if (taken.push(item) >= limit) break;
  }
  return taken;
}
