import { createFulfillment, createIapHandler, createPartnerClient, createReconciler } from '@ait-iap/server';
import { postgresStore } from '@ait-iap/server/postgres';

function backend(env) {
  const fulfillment = createFulfillment({
    partner: createPartnerClient({
      baseUrl: env.PARTNER_URL,
      fetch: env.APPS_IN_TOSS.fetch.bind(env.APPS_IN_TOSS),
    }),
    store: postgresStore(env.HYPERDRIVE.connectionString),
    onGrant: () => {},
    onRevoke: () => {},
  });
  const iap = createIapHandler({
    fulfillment,
    appName: 'my-mini-app',
    basePath: '/iap',
    authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
  });
  return { fulfillment, iap };
}

export default {
  fetch: (request, env) => backend(env).iap(request),
  scheduled: async (_event, env) => {
    await createReconciler({ fulfillment: backend(env).fulfillment }).runOnce(AbortSignal.timeout(25_000));
  },
};
