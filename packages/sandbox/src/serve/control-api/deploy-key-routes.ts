import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { deployKeys, issueDeployKey, revokeDeployKey } from '../release-desk/deploy-keys.js';
import { deployKeysShape, issuedKeyShape } from './answers/version-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

const nameSchema = z.strictObject({ name: z.string().check(z.regex(/^[\w.-]{1,40}$/)) });

/** `/deploy-keys`: keys for the official command line's `--api-key`. */
export function deployKeyRoutes({ world }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/deploy-keys',
      summary: 'keys for the official `ait deploy`, without their text',
      answer: deployKeysShape,
      handle: () => ({ keys: deployKeys(world) }),
    }),
    endpoint({
      method: 'POST',
      path: '/deploy-keys',
      summary: 'makes a key and says its text, once: {name}',
      body: nameSchema,
      status: 201,
      answer: issuedKeyShape,
      handle: ({ body }) => issueDeployKey(world, body.name),
    }),
    endpoint({
      method: 'DELETE',
      path: '/deploy-keys/:name',
      summary: 'ends a key',
      answer: deployKeysShape,
      handle({ params }) {
        revokeDeployKey(world, params.name);
        return { keys: deployKeys(world) };
      },
    }),
  ];
}
