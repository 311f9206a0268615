import { maxLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { PlaceCenter } from '../../place-center/place-center.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import {
  pluginShape,
  pluginsShape,
  pluginVersionShape,
  pluginVersionsShape,
  storeShape,
  storesShape,
  terminalShape,
  terminalsShape,
} from './answers/place-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { uploadedZip, ZIP } from './uploaded-zip.js';

const pluginSchema = z.strictObject({
  type: z.enum(['FRONT', 'POS']),
  name: z.string().check(maxLength(100)),
  company: z.string().check(maxLength(100)),
  acl: z._default(z.array(z.string().check(maxLength(260))).check(maxLength(100)), []),
});
const uploadQuery = z.strictObject({
  version: z.string().check(maxLength(32)),
  track: z.enum(['development', 'live']),
});
const decisionSchema = z.strictObject({
  decision: z.enum(['APPROVED', 'REJECTED']),
  reason: z.optional(z.string().check(maxLength(200))),
});
const storeSchema = z.strictObject({
  name: z.string().check(maxLength(100)),
  test: z._default(z.boolean(), false),
});
const activationSchema = z.strictObject({ by: z.enum(['VAN_AGENT', 'DEVELOPER', 'STORE']) });
const terminalSchema = z.strictObject({
  storeId: z.string().check(maxLength(64)),
  kind: z.enum(['FRONT', 'POS']),
});
const trackSchema = z.strictObject({ track: z.enum(['development', 'live']) });

/** `/place`: plugins for Toss Place, from the upload to the terminals of the stores. */
export function placeRoutes({ console: { place } }: Sandbox): readonly Endpoint[] {
  return [...pluginRoutes(place), ...storeRoutes(place), ...terminalRoutes(place)];
}

function pluginRoutes(place: PlaceCenter): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/place/plugins',
      summary: 'plugins for Toss Place',
      answer: pluginsShape,
      handle: () => ({ plugins: place.plugins() }),
    }),
    endpoint({
      method: 'PUT',
      path: '/place/plugins/:pluginId',
      summary: 'registers a plugin or changes it: {type, name, company, acl?}',
      body: pluginSchema,
      answer: pluginShape,
      handle: ({ params, body }) => place.register({ pluginId: params.pluginId, ...body }),
    }),
    endpoint({
      method: 'GET',
      path: '/place/plugins/:pluginId/versions',
      summary: 'versions of a plugin on both tracks, the oldest first',
      answer: pluginVersionsShape,
      handle: ({ params }) => ({ versions: place.versions(params.pluginId) }),
    }),
    endpoint({
      method: 'POST',
      path: '/place/plugins/:pluginId/versions',
      summary: 'uploads the ZIP of a plugin to a track: ?version=1.0.0&track=development|live',
      query: uploadQuery,
      takes: ZIP,
      status: 201,
      answer: pluginVersionShape,
      handle: async ({ params, query, context }) =>
        place.upload(params.pluginId, { ...query, ...(await uploadedZip(context.req.raw)) }),
    }),
    endpoint({
      method: 'POST',
      path: '/place/plugins/:pluginId/versions/:version/review',
      summary: 'asks for the review of a live version; it takes up to one business day',
      answer: pluginVersionShape,
      handle: ({ params }) => place.requestReview(params.pluginId, params.version),
    }),
    endpoint({
      method: 'POST',
      path: '/place/plugins/:pluginId/versions/:version/decision',
      summary: 'decides the review before its time: {decision, reason?}; approved is deployed',
      body: decisionSchema,
      answer: pluginVersionShape,
      handle: ({ params, body }) => place.decide(params.pluginId, params.version, body.decision, body.reason),
    }),
  ];
}

function storeRoutes(place: PlaceCenter): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/place/stores',
      summary: 'stores, and the plugins that are on there',
      answer: storesShape,
      handle: () => ({ stores: place.stores() }),
    }),
    endpoint({
      method: 'PUT',
      path: '/place/stores/:storeId',
      summary: 'opens a store or a test merchant: {name, test?}',
      body: storeSchema,
      answer: storeShape,
      handle: ({ params, body }) => place.openStore({ storeId: params.storeId, ...body }),
    }),
    endpoint({
      method: 'PUT',
      path: '/place/stores/:storeId/plugins/:pluginId',
      summary: 'switches a plugin on at a store: {by}; only a VAN agent can',
      body: activationSchema,
      answer: storeShape,
      handle: ({ params, body }) => place.activate(params.storeId, params.pluginId, body.by),
    }),
  ];
}

function terminalRoutes(place: PlaceCenter): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/place/terminals',
      summary: 'terminals, what runs on each, and what waits for its next start',
      answer: terminalsShape,
      handle: () => ({ terminals: place.terminals() }),
    }),
    endpoint({
      method: 'PUT',
      path: '/place/terminals/:terminalId',
      summary: 'installs a terminal at a store: {storeId, kind}',
      body: terminalSchema,
      answer: terminalShape,
      handle: ({ params, body }) => place.install({ terminalId: params.terminalId, ...body }),
    }),
    endpoint({
      method: 'PUT',
      path: '/place/terminals/:terminalId/track',
      summary: 'sets a terminal to a track: {track}; development takes at most five',
      body: trackSchema,
      answer: terminalShape,
      handle: ({ params, body }) => place.setTrack(params.terminalId, body.track),
    }),
    endpoint({
      method: 'POST',
      path: '/place/terminals/:terminalId/restart',
      summary: 'restarts a terminal: it takes what is deployed',
      answer: terminalShape,
      handle: ({ params }) => place.start(params.terminalId, 'restart'),
    }),
    endpoint({
      method: 'POST',
      path: '/place/terminals/:terminalId/reload',
      summary: 'reloads a POS: it takes what is deployed',
      answer: terminalShape,
      handle: ({ params }) => place.start(params.terminalId, 'reload'),
    }),
  ];
}
