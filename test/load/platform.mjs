// A platform in its own process: the sandbox, and before it a gate that lets 3,000 questions a minute through and answers
// 4095 to the others, as the real one does.
import { createServer } from 'node:https';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { getRequestListener } from '@hono/node-server';

const [folder, perMinute] = process.argv.slice(2);
const MINUTE_MS = 60_000;

const served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:' });
const { ca, server } = served.certificates;
const asked = [];
let answered = 0;
let refused = 0;

/** The seconds until there is room again; 0 if there is room now. */
function secondsToWait(now) {
  while (asked[0] <= now - MINUTE_MS) asked.shift();
  if (asked.length < Number(perMinute)) return 0;
  return Math.ceil((asked[0] + MINUTE_MS - now) / 1_000);
}

function tooMany(retryAfterSeconds) {
  refused += 1;
  const error = { errorCode: '4095', reason: 'too many requests', data: { retryAfterSeconds } };
  return Response.json({ resultType: 'FAIL', error });
}

const gate = createServer(
  { ca, ...server, requestCert: true, rejectUnauthorized: true, keepAliveTimeout: MINUTE_MS },
  getRequestListener((request) => {
    const now = Date.now();
    const wait = secondsToWait(now);
    if (wait > 0) return tooMany(wait);
    asked.push(now);
    answered += 1;
    return served.sandbox.partnerApi(request);
  }),
);
await new Promise((resolve) => gate.listen(0, '127.0.0.1', resolve));
process.on('message', ({ id, buy }) => {
  const bought = Array.from({ length: buy ?? 0 }, (_, index) => {
    const order = { userKey: `user-${id}-${index}`, sku: 'ait.sandbox.consumable-1', granted: false };
    const { orderId, userKey } = served.sandbox.console.purchase(order);
    return { orderId, userKey };
  });
  process.send({ id, bought, answered, refused });
});
process.send({
  partnerUrl: `https://127.0.0.1:${gate.address().port}`,
  certificates: served.certificates.folder,
});
// The process that started it has gone.
process.once('disconnect', () => process.exit());
