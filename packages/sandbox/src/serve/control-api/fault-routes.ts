import { Hono } from 'hono';
import * as z from 'zod/mini';
import { FAULT_CATALOGUE } from '../../faults/fault-catalogue.js';
import type { FaultSpec } from '../../faults/fault-spec.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { ControlError } from './control-error.js';
import { readBody } from './read-input.js';

/** What is in it is checked where it is armed, with a sentence about each field. */
const specSchema = z.looseObject({ name: z.string() });

/** `/api/faults`: what can go wrong, and what is to go wrong next. */
export function faultRoutes({ faults }: Sandbox): Hono {
  return new Hono()
    .get('/', (context) => context.json({ faults: faults.list() }))
    .get('/catalogue', (context) =>
      context.json({
        catalogue: Object.entries(FAULT_CATALOGUE).map(([name, entry]) => ({ name, ...entry })),
      }),
    )
    .post('/', async (context) =>
      context.json(faults.arm((await readBody(context, specSchema)) as FaultSpec), 201),
    )
    .delete('/', (context) => {
      faults.clear();
      return context.json({ faults: [] });
    })
    .delete('/:id', (context) => {
      const id = context.req.param('id');
      if (faults.disarm(id)) return context.json({ faults: faults.list() });
      throw new ControlError(
        404,
        'FAULT_NOT_FOUND',
        'Failed to disarm the fault: none with this id is armed.',
        'id',
      );
    });
}
