import * as z from 'zod/mini';
import type { NamedWorld } from '../../named-worlds.js';
import { named } from './named.js';

/** Where a world by name is. */
export const namedWorldShape: z.ZodMiniType<NamedWorld> = named(
  'NamedWorld',
  z.looseObject({ name: z.string(), pageUrl: z.string(), partnerUrl: z.string() }),
);

/** All of them. */
export const namedWorldsShape = z.looseObject({ worlds: z.array(namedWorldShape) });
