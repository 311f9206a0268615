import * as z from 'zod/mini';
import type { NamedWorld } from '../../named-worlds.js';
import { named } from './named.js';

/** The addresses of a world with a name. */
export const namedWorldShape: z.ZodMiniType<NamedWorld> = named(
  'NamedWorld',
  z.looseObject({ name: z.string(), pageUrl: z.string(), partnerUrl: z.string() }),
);

/** All worlds with a name. */
export const namedWorldsShape = z.looseObject({ worlds: z.array(namedWorldShape) });
