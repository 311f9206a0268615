import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WorldSettings } from '../../world/world-settings.js';
import { COMMANDS } from './commands.js';
import { limitSchema } from './page-query.js';
import { readBody, readQuery } from './read-input.js';

/** Without the name of the mini-app: the certificates that were handed out say it. */
const settingsSchema = z.strictObject({
  userKeyHeader: z.optional(z.enum(['required', 'optional'])),
  statusTimeZone: z.optional(z.enum(['none', 'offset'])),
  holidays: z.optional(z.array(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)))),
});

const usersQuery = z.strictObject({ after: z.optional(z.string()), limit: limitSchema });
const eventsQuery = z.strictObject({
  after: z._default(z.coerce.number().check(z.int(), z.gte(0)), 0),
  limit: limitSchema,
});

/** `/api`, `/api/settings`, `/api/users`, `/api/events`, `/api/reset`: the world as a whole. */
export function worldRoutes(sandbox: Sandbox, version: string): Hono {
  const { world, clock } = sandbox;
  return new Hono()
    .get('/', (context) =>
      context.json({
        sandbox: true,
        version,
        appName: world.settings().appName,
        seed: world.seed,
        now: new Date(clock.now()).toISOString(),
        orders: world.store.orderCount(),
        events: world.store.lastSeq(),
        commands: COMMANDS,
      }),
    )
    .get('/settings', (context) => context.json(world.settings()))
    .put('/settings', async (context) => {
      const changes = await readBody(context, settingsSchema);
      return context.json(sandbox.console.changeSettings(changes as Partial<WorldSettings>));
    })
    .get('/users', (context) => {
      const { after, limit } = readQuery(context, usersQuery);
      const users = world.store.users(after, limit);
      return context.json({ users, ...(users.length === limit ? { after: users.at(-1) } : {}) });
    })
    .get('/events', (context) => {
      const { after, limit } = readQuery(context, eventsQuery);
      const events = take(world.store.events(after), limit);
      return context.json({ events, after: events.at(-1)?.seq ?? after });
    })
    .post('/reset', (context) => {
      sandbox.reset();
      return context.json({ reset: true });
    });
}

function take<Item>(items: Iterable<Item>, limit: number): Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    if (taken.push(item) >= limit) break;
  }
  return taken;
}
