import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { clockShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

/** A year a second: a step further and nothing that happens in between can be followed. */
const MAX_RATE = 31_536_000;

const advanceSchema = z.strictObject({ by: z.union([z.string(), z.number()]) });
const rateSchema = z.strictObject({ rate: z.number().check(z.gte(0), z.lte(MAX_RATE)) });

/** `/clock`: reads the time, moves it forward, and sets how fast it goes. */
export function clockRoutes({ clock }: Sandbox): readonly Endpoint[] {
  const state = () => {
    const { now, rate } = clock.state();
    return { now: new Date(now).toISOString(), rate };
  };
  return [
    endpoint({
      method: 'GET',
      path: '/clock',
      summary: 'the time and how fast it goes',
      answer: clockShape,
      handle: state,
    }),
    endpoint({
      method: 'PUT',
      path: '/clock',
      summary: 'how fast the time goes: {rate}; 0 is frozen, 1 real, 86400 a day a second',
      body: rateSchema,
      answer: clockShape,
      handle({ body }) {
        clock.run(body.rate);
        return state();
      },
    }),
    endpoint({
      method: 'POST',
      path: '/clock/advance',
      summary: 'moves the time forward: {by: "40 days"}',
      body: advanceSchema,
      answer: clockShape,
      async handle({ body }) {
        await clock.advance(body.by);
        return state();
      },
    }),
  ];
}
