import { maxLength } from '@ait-iap/protocol';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { MiniAppVersion } from '../../world/mini-app-version.js';
import { miniAppUrl } from '../release-desk/mini-app-hosts.js';
import { versionShape, versionsShape } from './answers/version-shapes.js';
import { bySchema } from './by-schema.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { existingVersion, portOf, shownVersion } from './shown-version.js';

const personSchema = z.strictObject({ by: bySchema });
const decisionSchema = z.strictObject({
  decision: z.enum(['APPROVED', 'REJECTED']),
  reason: z.optional(z.string().check(maxLength(1_000))),
  by: bySchema,
});

/** `/versions`: the versions of the mini-app, from the test to the release. */
export function versionRoutes({ world, console: { versions } }: Sandbox): readonly Endpoint[] {
  const shown = (given: MiniAppVersion, context: Context) => shownVersion(world, given, context);
  const numberOf = (params: { readonly version: string }) => existingVersion(world, params.version).version;
  return [
    endpoint({
      method: 'GET',
      path: '/versions',
      summary: 'versions of the mini-app, and which one is live',
      answer: versionsShape,
      handle({ context }) {
        const live = versions.live();
        const { appName } = world.settings();
        const url = miniAppUrl({ appName, line: 'live' }, portOf(context));
        return {
          versions: versions.list().map((each) => shown(each, context)),
          ...(live && { live: { ...live, url } }),
        };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/versions/:version',
      summary: 'one version, by its number or its deploymentId: its bundle, its links, its history',
      answer: versionShape,
      handle: ({ params, context }) => shown(existingVersion(world, params.version), context),
    }),
    endpoint({
      method: 'POST',
      path: '/versions/:version/test',
      summary: 'says that it was tested; opening its testUrl says the same: {by?}',
      body: personSchema,
      answer: versionShape,
      handle: ({ params, body, context }) => shown(versions.test(numberOf(params), body.by), context),
    }),
    endpoint({
      method: 'POST',
      path: '/versions/:version/review',
      summary: 'asks for the review; it takes up to three business days: {by?}',
      body: personSchema,
      answer: versionShape,
      handle: ({ params, body, context }) =>
        shown(versions.requestReview(numberOf(params), body.by), context),
    }),
    endpoint({
      method: 'POST',
      path: '/versions/:version/withdrawal',
      summary: 'takes the request back; the next one needs a new bundle: {by?}',
      body: personSchema,
      answer: versionShape,
      handle: ({ params, body, context }) => shown(versions.withdraw(numberOf(params), body.by), context),
    }),
    endpoint({
      method: 'POST',
      path: '/versions/:version/decision',
      summary: 'decides the review before its time: {decision, reason?, by?}',
      body: decisionSchema,
      answer: versionShape,
      handle: ({ params, body: { decision, reason, by }, context }) =>
        shown(versions.decide(numberOf(params), decision, reason, by), context),
    }),
    endpoint({
      method: 'POST',
      path: '/versions/:version/release',
      summary: 'releases it to everybody at once, or goes back to it: {by?}',
      body: personSchema,
      answer: versionShape,
      handle: ({ params, body, context }) => shown(versions.release(numberOf(params), body.by), context),
    }),
  ];
}
