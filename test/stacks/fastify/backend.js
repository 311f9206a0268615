import { nodeListener } from '@ait-iap/server/node';
import Fastify from 'fastify';
import { endOnSigterm, iap } from './shared/iap.mjs';

const listener = nodeListener(iap);
const app = Fastify();
app.register(async (scope) => {
  // The handler reads and limits the body itself.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.all('/iap/*', (request, reply) => {
    reply.hijack();
    listener(request.raw, reply.raw);
  });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
endOnSigterm(() => app.close());
