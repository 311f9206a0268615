import * as z from 'zod/mini';
import { WIRE_EVENT_TYPES } from '../../../wire/wire-event.js';
import type { WorldSettings } from '../../../world/world-settings.js';
import { instant, named } from './named.js';

/** The time of the sandbox, and its rate. */
export const clockShape = named('Clock', z.looseObject({ now: z.string(), rate: z.number() }));

const habit = z.enum(['approve', 'reject', 'by-hand']);

/** The settings of the whole world. */
export const settingsShape: z.ZodMiniType<WorldSettings> = named(
  'Settings',
  z.looseObject({
    appName: z.string(),
    userKeyHeader: z.enum(['required', 'optional']),
    statusTimeZone: z.enum(['none', 'offset']),
    holidays: z.array(z.string()),
    googleRefunds: habit,
    appleRefunds: habit,
    refundHours: z.number(),
    buildSeconds: z.number(),
    mockItems: z.enum(['toss', 'sandbox', 'until-registered']),
  }),
);

/** A page of user keys. `after` is the start of the next page. */
export const usersShape = z.looseObject({ users: z.array(z.string()), after: z.exactOptional(z.string()) });

/** An event of the log, with the fields of its type. */
export const worldEventShape = named(
  'WorldEvent',
  z.looseObject({ seq: z.int(), at: instant, type: z.string() }),
);

/** A part of the log. */
export const eventsShape = z.looseObject({ events: z.array(worldEventShape), after: z.int() });

/** An event of the wire, with the fields of its type. */
export const wireEventShape = named(
  'WireEvent',
  z.looseObject({
    seq: z.int(),
    at: instant,
    real: z.number(),
    type: z.enum(WIRE_EVENT_TYPES),
    orderId: z.exactOptional(z.string()),
  }),
);

/** The events of the wire that are still kept. */
export const wireShape = z.looseObject({
  origin: z.string(),
  events: z.array(wireEventShape),
  oldest: z.int(),
  last: z.int(),
});

/** The result of an import. */
export const importedShape = z.looseObject({ orders: z.int(), events: z.int() });

/** The result of a reset. */
export const resetShape = z.looseObject({ reset: z.literal(true) });

/** What runs here, and its commands. */
export const overviewShape = z.looseObject({
  sandbox: z.literal(true),
  version: z.string(),
  partnerUrl: z.exactOptional(z.string()),
  certificateFolder: z.exactOptional(z.string()),
  appName: z.string(),
  seed: z.string(),
  now: z.string(),
  orders: z.int(),
  events: z.int(),
  commands: z.record(z.string(), z.string()),
});
