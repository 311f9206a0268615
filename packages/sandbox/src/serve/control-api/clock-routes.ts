import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { readBody } from './read-input.js';

/** A year a second: a step further and nothing that happens in between can be followed. */
const MAX_RATE = 31_536_000;

const advanceSchema = z.strictObject({ by: z.union([z.string(), z.number()]) });
const rateSchema = z.strictObject({ rate: z.number().check(z.gte(0), z.lte(MAX_RATE)) });

/** `/api/clock`: reads the time, moves it forward, and sets how fast it goes. */
export function clockRoutes({ clock }: Sandbox): Hono {
  const state = () => {
    const { now, rate } = clock.state();
    return { now: new Date(now).toISOString(), rate };
  };
  return new Hono()
    .get('/', (context) => context.json(state()))
    .put('/', async (context) => {
      clock.run((await readBody(context, rateSchema)).rate);
      return context.json(state());
    })
    .post('/advance', async (context) => {
      await clock.advance((await readBody(context, advanceSchema)).by);
      return context.json(state());
    });
}
