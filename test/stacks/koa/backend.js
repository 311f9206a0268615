import { nodeListener } from '@ait-iap/server/node';
import { bodyParser } from '@koa/bodyparser';
import Koa from 'koa';
import { endOnSigterm, iap } from './shared/iap.mjs';

const listener = nodeListener(iap);
const app = new Koa();
app.use(bodyParser());
app.use((context, next) => {
  if (!context.path.startsWith('/iap/')) return next();
  context.respond = false;
  listener(Object.assign(context.req, { body: context.request.body }), context.res);
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1');
endOnSigterm(() => server.close());
