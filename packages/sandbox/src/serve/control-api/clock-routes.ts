import * as z from 'zod/mini';
import { machineTime } from '../../clock/real-time.js';
import { SandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WorldStore } from '../../world/world-store.js';
import { clockShape } from './answers/world-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

/** A year per second. Faster than that, nobody could follow what happens. */
const MAX_RATE = 31_536_000;

const advanceSchema = z.strictObject({ by: z.union([z.string(), z.number()]) });
const nowSchema = z.strictObject({ undo: z._default(z.boolean(), false) });
const rateSchema = z.strictObject({ rate: z.number().check(z.gte(0), z.lte(MAX_RATE)) });

/** `/clock`: reads the time, moves it forward, and sets its rate. */
export function clockRoutes(sandbox: Sandbox): readonly Endpoint[] {
  const { clock, world } = sandbox;
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
      summary:
        'moves the time forward to that of this machine: {undo?}; with undo back to it, too, and what happened later is forgotten',
      body: nowSchema,
      answer: clockShape,
      async handle({ body }) {
        if (clock.now() > machineTime.now()) {
          const last = lastUntil(machineTime.now(), world.store);
          if (!body.undo || last === 0) throw clockAhead(last);
          sandbox.undo(last);
        }
        await clock.advance(Math.max(0, machineTime.now() - clock.now()));
        return state();
      },
    }),
  ];
}

/** The last event of the log that is not later than a time; 0 if there is none. */
function lastUntil(time: number, store: WorldStore): number {
  let last = 0;
  for (const { at, seq } of store.events()) {
    if (at > time) break;
    last = seq;
  }
  return last;
}

/** The time of a log cannot go back. Later events have to be undone first. */
function clockAhead(last: number): SandboxError {
  const remedy =
    last === 0
      ? 'POST /reset begins anew.'
      : `POST /clock/now {"undo": true} goes back to it, as POST /undo {"event": ${last}} does.`;
  return new SandboxError(
    'CLOCK_AHEAD',
    `Failed to set the clock: things have happened in this world that are later than now. ${remedy}`,
  );
}
