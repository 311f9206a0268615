import fc from 'fast-check';
import { isIapServerError } from '../../../packages/server/src/errors/iap-server-error.js';
import { createFulfillment } from '../../../packages/server/src/fulfillment/create-fulfillment.js';
import { createIapHandler } from '../../../packages/server/src/http/create-iap-handler.js';
import { readAnswer } from '../../../packages/server/src/partner-api/read-answer.js';
import { statusInstant } from '../../../packages/server/src/partner-api/status-instant.js';
import { checkCertificate } from '../../../packages/server/src/transport/checked-certificate.js';
import { createWebhookHandler } from '../../../packages/server/src/webhooks/create-webhook-handler.js';
import { forwardedAddress } from '../../../packages/server/src/webhooks/forwarded-address.js';
import { readEvent } from '../../../packages/server/src/webhooks/read-event.js';
import { ScriptedPartner } from '../../../packages/server/test/support/scripted-partner.js';
import { sqliteHarness } from '../../../packages/server/test/support/sqlite-harness.js';
import { nearText, nearWords } from '../hostile.js';
import { fuzzCertificate } from '../sample-certificate.js';
import { type FuzzTarget, SECRET, target } from '../target.js';

const ID = '0198f2c0-7a00-7000-8000-000000000001';
const answers = [
  {
    resultType: 'SUCCESS',
    success: {
      orderId: ID,
      status: 'PURCHASED',
      reason: '',
      sku: 'a',
      statusDeterminedAt: '2026-01-01T00:00:00',
    },
  },
  {
    resultType: 'FAIL',
    error: { errorCode: '4095', reason: SECRET, errorType: 0, title: null, data: { retryAfterSeconds: 3 } },
  },
  { resultType: SECRET, error: { errorCode: SECRET, reason: `for ${SECRET}` } },
];
const event = {
  ...{
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    occurredAt: '2026-01-01T00:00:00+09:00',
  },
  ...{ orderId: ID, sku: 'a', changeReason: 'RENEWED' },
  subscription: {
    current: {
      status: 'ACTIVE',
      accessGranted: true,
      expiresAt: '2026-02-01T00:00:00+09:00',
      autoRenew: true,
    },
  },
};
const ADDRESS = ['117.52.3.11', '::ffff:117.52.3.11', '10.0.0.1, 117.52.3.80', '"[2001:db8::1]:4711"'];

/** What a platform, a page, a proxy and a secret store may give to a backend. */
export async function serverTargets(): Promise<readonly FuzzTarget[]> {
  const harness = await sqliteHarness();
  const fulfillment = createFulfillment({
    partner: new ScriptedPartner(),
    store: harness.store,
    onGrant: harness.addItem,
    onRevoke: harness.removeItem,
  });
  const webhooks = createWebhookHandler({
    store: harness.store,
    authorization: 'none',
    onError: () => undefined,
    onSubscriptionChanged: () => undefined,
  });
  const handle = createIapHandler({
    onError: () => undefined,
    fulfillment,
    webhooks,
    appName: 'my-app',
    authenticate: (request) => request.headers.get('x-session'),
  });
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const request = new Request(`https://shop.example${path}`, { method: 'POST', body, headers });
    const response = await handle(request);
    const text = await response.text();
    if (response.status >= 500) throw new Error(`${response.status} ${text}`);
    if (/granted/.test(text)) throw new Error(`Granted without an order: ${text}`);
  };
  return [
    target({
      name: 'server: answer of the partner API',
      inputs: fc.tuple(nearText(answers), fc.constantFrom(200, 200, 200, 400, 403, 500, 503)),
      run: ([text, httpStatus]) =>
        readAnswer({ httpStatus, text } as never, { orderId: ID, timeZone: 'Asia/Seoul', secrets: [SECRET] }),
      isTyped: isIapServerError,
    }),
    target({
      name: 'server: event of a webhook',
      inputs: nearText([
        event,
        { eventType: 'callback.registration_verification', occurredAt: '2026-01-01' },
      ]),
      run: (text) => readEvent(text),
    }),
    target({
      name: 'server: instant of a status',
      inputs: nearWords(['2026-01-01T00:00:00', '2026-01-01T00:00:00.123+09:00', '2026-06-31T24:00:60Z']),
      run: (text) => statusInstant(text),
    }),
    target({
      name: 'server: address behind proxies',
      inputs: nearWords(ADDRESS),
      run(text) {
        const headers = new Headers();
        // What no header can hold reaches no handler.
        if (/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) headers.set('x-forwarded-for', text);
        return forwardedAddress(1)({ headers } as Request);
      },
    }),
    target({
      name: 'server: client certificate',
      inputs: fc.tuple(nearWords([fuzzCertificate.cert]), nearWords([fuzzCertificate.key]), fc.boolean()),
      run: ([cert, key, isSound]) => checkCertificate({ cert: isSound ? fuzzCertificate.cert : cert, key }),
      isTyped: isIapServerError,
      share: 0.1,
    }),
    target({
      name: 'server: POST /grant',
      inputs: fc.tuple(
        nearText([{ orderId: ID, sku: 'a', subscriptionId: 's', remainingMs: 20_000 }]),
        fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
        fc.constantFrom('user-1', SECRET, '', ' ', 'ü'),
      ),
      run: ([body, type, user]) => post('/grant', body, { 'content-type': type, 'x-session': user }),
    }),
    target({
      name: 'server: POST /webhooks/subscription',
      inputs: nearText([event]),
      run: (body) => post('/webhooks/subscription', body, { 'content-type': 'application/json' }),
      share: 0.02,
      close: () => harness.close(),
    }),
  ];
}
