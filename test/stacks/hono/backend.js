import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { endOnSigterm, iap } from './shared/iap.mjs';

const app = new Hono();
app.all('/iap/*', (context) => iap(context.req.raw));
const server = serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
endOnSigterm(() => server.close());
