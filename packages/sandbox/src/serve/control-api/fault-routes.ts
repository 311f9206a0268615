import * as z from 'zod/mini';
import { FAULT_CATALOGUE } from '../../faults/fault-catalogue.js';
import type { FaultParameters } from '../../faults/fault-parameters.js';
import type { FaultScope, FaultSpec } from '../../faults/fault-spec.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { faultCatalogueShape, faultShape, faultsShape } from './answers/fault-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';

/** Its content is checked when the fault is armed, with a message for each field. */
const specSchema = z.looseObject({ name: z.string() });

/** For the description: all fields and all faults. */
const describedSpec = z.strictObject({
  name: z.enum(Object.keys(FAULT_CATALOGUE)),
  userKey: z.optional(z.string()),
  sku: z.optional(z.string()),
  orderId: z.optional(z.string()),
  times: z._default(z.union([z.int().check(z.gte(1)), z.literal('always')]), 1),
  probability: z._default(z.number().check(z.gt(0), z.lte(1)), 1),
  code: z.optional(z.string()),
  recordedAfter: z.optional(z.number().check(z.gte(0))),
  delay: z.optional(z.number().check(z.gte(0))),
  function: z.optional(z.string()),
  resultType: z.optional(z.string()),
  errorCode: z.optional(z.string()),
  seconds: z.optional(z.int().check(z.gte(0))),
  status: z.optional(z.string()),
} satisfies Record<keyof FaultScope | keyof FaultParameters | 'name', z.ZodMiniType>);

/** `/faults`: the catalogue of faults, and the armed ones. */
export function faultRoutes({ faults }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/faults',
      summary: 'faults that are armed',
      answer: faultsShape,
      handle: () => ({ faults: faults.list() }),
    }),
    endpoint({
      method: 'GET',
      path: '/faults/catalogue',
      summary: 'faults that there are',
      answer: faultCatalogueShape,
      handle: () => ({
        catalogue: Object.entries(FAULT_CATALOGUE).map(([name, entry]) => ({ name, ...entry })),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/faults',
      summary: 'arms a fault: {name, userKey?, sku?, orderId?, times?, probability?, …}',
      body: specSchema,
      describedBody: describedSpec,
      status: 201,
      answer: faultShape,
      handle: ({ body }) => faults.arm(body as FaultSpec),
    }),
    endpoint({
      method: 'DELETE',
      path: '/faults',
      summary: 'disarms all',
      answer: faultsShape,
      handle() {
        faults.clear();
        return { faults: [] };
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/faults/:id',
      summary: 'disarms one',
      answer: faultsShape,
      handle({ params: { id } }) {
        if (faults.disarm(id)) return { faults: faults.list() };
        const message = 'Failed to disarm the fault: none with this id is armed.';
        throw new ControlError(404, 'FAULT_NOT_FOUND', message, 'id');
      },
    }),
  ];
}
