import { createFulfillment, createIapHandler, createPartnerClient, createReconciler } from '@ait-iap/server';
import { certificateFromEnvironment } from '@ait-iap/server/node';
import { postgresStore } from '@ait-iap/server/postgres';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

// Outside the handler: a warm function keeps its connections.
const partner = createPartnerClient({ baseUrl: process.env.PARTNER_URL, tls: certificateFromEnvironment() });
const fulfillment = createFulfillment({
  partner,
  store: postgresStore(process.env.DATABASE_URL),
  onGrant: () => {},
  onRevoke: () => {},
});
const iap = createIapHandler({
  fulfillment,
  partner,
  appName: 'my-mini-app',
  basePath: '/iap',
  authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
});
const app = new Hono();
app.all('/iap/*', (context) => iap(context.req.raw));

/** The Function URL, or API Gateway. */
export const handler = handle(app);

/** EventBridge, every minute. */
export const reconcile = () => createReconciler({ fulfillment }).runOnce(AbortSignal.timeout(50_000));
