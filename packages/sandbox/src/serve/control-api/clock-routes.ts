import * as z from 'zod/mini';
import { machineTime } from '../../clock/real-time.js';
import { SandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WorldStore } from '../../world/world-store.js';
import { clockShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

/** A year a second: a step further and nothing that happens in between can be followed. */
const MAX_RATE = 31_536_000;

const advanceSchema = z.strictObject({ by: z.union([z.string(), z.number()]) });
const rateSchema = z.strictObject({ rate: z.number().check(z.gte(0), z.lte(MAX_RATE)) });

/** `/clock`: reads the time, moves it forward, and sets how fast it goes. */
export function clockRoutes({ clock, world }: Sandbox): readonly Endpoint[] {
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
    endpoint({
      method: 'POST',
      path: '/clock/now',
      summary: 'moves the time forward to that of this machine',
      answer: clockShape,
      async handle() {
        const ahead = clock.now() - machineTime.now();
        if (ahead > 0) throw clockAhead(world.store);
        await clock.advance(-ahead);
        return state();
      },
    }),
  ];
}

/** Time that has passed in a log cannot come again: what happened since has to be undone first. */
function clockAhead(store: WorldStore): SandboxError {
  const now = machineTime.now();
  let last = 0;
  for (const { at, seq } of store.events()) {
    if (at > now) break;
    last = seq;
  }
  const remedy =
    last === 0 ? 'POST /reset begins anew.' : `POST /undo {"event": ${last}} goes back to before that.`;
  return new SandboxError(
    'CLOCK_AHEAD',
    `Failed to set the clock: things have happened in this world that are later than now. ${remedy}`,
  );
}
