import * as z from 'zod/mini';
import type { NamedWorlds } from '../named-worlds.js';
import { namedWorldShape, namedWorldsShape } from './answers/named-world-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';

const NAME = /^[\w.-]{1,100}$/;
const optionsSchema = z.strictObject({
  seed: z.optional(z.string()),
  rate: z.optional(z.number().check(z.gte(0))),
});

/** `/worlds`: worlds with a name beside this one, for tests that run in parallel. */
export function namedWorldRoutes(worlds: NamedWorlds): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/worlds',
      summary: 'the worlds by name that are open beside this one',
      answer: namedWorldsShape,
      handle: async () => ({ worlds: await worlds.list() }),
    }),
    endpoint({
      method: 'PUT',
      path: '/worlds/:name',
      summary:
        'opens a world of its own, on ports of its own: {seed?, rate?}; this partner API answers for its orders too',
      body: optionsSchema,
      answer: namedWorldShape,
      handle: ({ params: { name }, body }) => worlds.open(checked(name), body),
    }),
    endpoint({
      method: 'DELETE',
      path: '/worlds/:name',
      summary: 'ends a world and forgets it',
      answer: namedWorldsShape,
      async handle({ params: { name } }) {
        if (await worlds.close(name)) return { worlds: await worlds.list() };
        throw new ControlError(
          404,
          'WORLD_NOT_FOUND',
          'Failed to end the world: none of this name is open.',
          'name',
        );
      },
    }),
  ];
}

function checked(name: string): string {
  if (NAME.test(name)) return name;
  const message =
    'Failed to open the world: a name has up to 100 letters, digits, dots, dashes and underscores.';
  throw new ControlError(400, 'INVALID_INPUT', message, 'name');
}
