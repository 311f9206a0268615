// Stands for the Lambda service: turns requests into events of a Function URL (payload 2.0) and calls the handler with them.
import { createServer } from 'node:http';

const started = performance.now();
const { handler, reconcile } = await import('./dist/index.mjs');
console.log(`figure: cold start, import and set-up ${Math.round(performance.now() - started)} ms`);

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  const body = Buffer.concat(await request.toArray());
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...request.headers, host: 'abc.lambda-url.ap-northeast-2.on.aws' },
    requestContext: {
      domainName: 'abc.lambda-url.ap-northeast-2.on.aws',
      http: { method: request.method, path: url.pathname },
    },
    ...(body.length > 0
      ? { body: body.toString('base64'), isBase64Encoded: true }
      : { isBase64Encoded: false }),
  };
  const answer = await handler(event, { getRemainingTimeInMillis: () => 30_000 });
  response.writeHead(answer.statusCode, answer.headers);
  response.end(Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8'));
}).listen(Number(process.env.PORT), '127.0.0.1');
console.log(`reconcile: ${JSON.stringify(await reconcile())}`);
