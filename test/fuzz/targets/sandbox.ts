import { createSandbox, FAULT_CATALOGUE } from '@ait-iap/sandbox';
import { WebhookSender } from '@ait-iap/sandbox/serve';
import fc from 'fast-check';
import { memoryBundles } from '../../../packages/sandbox/src/bundles/bundle-store.js';
import { toMilliseconds } from '../../../packages/sandbox/src/clock/duration.js';
import { isPeriod } from '../../../packages/sandbox/src/clock/period.js';
import { isSandboxError } from '../../../packages/sandbox/src/errors/sandbox-error.js';
import { checkFaultSpec } from '../../../packages/sandbox/src/faults/check-fault-spec.js';
import { PageConnection } from '../../../packages/sandbox/src/host/bridge-socket/page-connection.js';
import { readPageOptions } from '../../../packages/sandbox/src/page/page-options.js';
import {
  refuseForeignOrigin,
  refuseForeignPage,
  refuseStranger,
} from '../../../packages/sandbox/src/serve/access.js';
import { createControlApi } from '../../../packages/sandbox/src/serve/control-api/control-api.js';
import { controlEndpoints } from '../../../packages/sandbox/src/serve/control-api/control-endpoints.js';
import { ReleaseDesk } from '../../../packages/sandbox/src/serve/release-desk/release-desk.js';
import { near, nearText, nearWords } from '../hostile.js';
import { type FuzzTarget, target } from '../target.js';

const ID = '0198f2c0-7a00-7000-8000-000000000001';
const SKU = 'ait.sandbox.consumable-1';
const device = {
  userKey: 'user-1',
  environment: 'sandbox',
  platform: 'ios',
  appVersion: '5.300.0',
  deviceId: 'd',
};
const message = (functionName: string, args: unknown) => ({
  kind: 'message',
  message: { type: 'method', functionName, eventId: 'e', args: [args] },
});
const MESSAGES = [
  { kind: 'hello', device, payment: 'approve' },
  { kind: 'decision', sheetId: 1, decision: 'approve' },
  message('getPendingOrders', {}),
  message('getCompletedOrRefundedOrders', { key: 'k' }),
  message('completeProductGrant', { params: { orderId: ID } }),
  message('processProductGrant', { orderId: ID, isProductGranted: true }),
  message('getStorageItem', 'k'),
  {
    kind: 'message',
    message: {
      type: 'addEventListener',
      functionName: 'requestOneTimePurchase',
      eventId: 'e',
      args: { sku: SKU },
    },
  },
];
/** Bodies of commands, so that many get past their first check. */
const BODIES = [
  { userKey: 'user-1', sku: SKU, grant: 'none' },
  { reason: 'NOT_USED' },
  { by: 'STORE', reason: '사유' },
  { rate: 0 },
  { autoRenew: false },
  { duration: '9 days' },
  { state: 'declined' },
  { type: 'CONSUMABLE', name: 'x', supplyPrice: 400 },
  { name: 'purchase-error', code: 'NETWORK_ERROR', times: 2, probability: 0.5 },
  { url: 'https://partner.test/', authorization: { scheme: 'basic', value: 'x' } },
];
/** These are not fuzzed: they end the world for all later inputs, wait for a later time, or do not answer with JSON. */
const LEFT_OUT = ['GET /export', 'GET /stream', 'POST /reset', 'POST /import', 'POST /rewind'];

/** What a page, a person, a backend and a file may give to the sandbox. */
export function sandboxTargets(): readonly FuzzTarget[] {
  const fresh = () => {
    const sandbox = createSandbox();
    const webhooks = new WebhookSender(sandbox, async () => new Response(null, { status: 204 }));
    const releaseDesk = new ReleaseDesk(sandbox.world, memoryBundles());
    return {
      sandbox,
      webhooks,
      releaseDesk,
      api: createControlApi({ sandbox, webhooks, releaseDesk, version: '0' }),
    };
  };
  let world = fresh();
  let used = 0;
  /** Its own world for some thousand inputs: it keeps what happened in it, as it should. */
  const current = () => {
    if (++used % 2_000 !== 0) return world;
    world.webhooks.close();
    world.sandbox.close();
    world = fresh();
    return world;
  };
  const exported = [...world.sandbox.export()];
  const commands = controlEndpoints({ ...world, version: '0' })
    .map(({ method, path }) => `${method} ${path}`)
    .filter((command) => !LEFT_OUT.includes(command));
  const word = nearWords([ID, SKU, 'user-1', '10', 'REFUNDED', '2026-01-01']);
  return [
    target({
      name: 'sandbox: durations and periods',
      inputs: nearWords(['3 days', '1.5h', '90 minutes', 'P1W', 'P1Y2M3DT4H']),
      run(text) {
        isPeriod(text);
        return toMilliseconds(text);
      },
      isTyped: isSandboxError,
    }),
    target({
      name: 'sandbox: attributes of /bridge.js',
      inputs: near([
        { userKey: 'user-1', payment: 'ask', environment: 'toss', platform: 'ios', appVersion: '5.1.0' },
      ]),
      // What a tag gives is text.
      run: (value) =>
        readPageOptions(
          Object.fromEntries(Object.entries(Object(value)).map(([key, each]) => [key, textOf(each)])),
        ),
      isTyped: isSandboxError,
    }),
    target({
      name: 'sandbox: messages of a page',
      inputs: fc.array(nearText(MESSAGES), { minLength: 1, maxLength: 4 }),
      run(texts) {
        const { sandbox } = current();
        const connection = new PageConnection({
          openHost: (options) => sandbox.bridge(options),
          send: () => undefined,
        });
        connection.receive(JSON.stringify(MESSAGES[0]));
        for (const text of texts) connection.receive(text);
        connection.close();
      },
    }),
    target({
      name: 'sandbox: commands of the control API',
      inputs: fc.tuple(fc.constantFrom(...commands), word, nearText(BODIES)),
      async run([command, id, body]) {
        const [method = '', route = ''] = command.split(' ');
        const path = route.replace(/:\w+/g, () => encodeURIComponent(id.toWellFormed()) || '-');
        const query = method === 'GET' ? `?${new URLSearchParams({ limit: id, userKey: id })}` : '';
        const init = method === 'GET' ? {} : { body };
        const answer = await current().api.request(path + query, { method, ...init });
        if (answer.status >= 500) throw new Error(`${command}: ${await answer.text()}`);
      },
    }),
    target({
      name: 'sandbox: questions to the partner API',
      inputs: fc.tuple(nearText([{ orderId: ID }]), nearWords(['user-1'])),
      async run([body, user]) {
        const headers = new Headers({ 'content-type': 'application/json' });
        if (/^[\x21-\x7e]*$/.test(user)) headers.set('x-toss-user-key', user);
        const url = 'https://sandbox.invalid/api-partner/v1/apps-in-toss/order/get-order-status';
        const answer = await current().sandbox.partnerApi(
          new Request(url, { method: 'POST', headers, body }),
        );
        if (answer.status >= 500) throw new Error(await answer.text());
      },
    }),
    target({
      name: 'sandbox: an exported world',
      inputs: fc.tuple(
        fc.nat(exported.length - 1),
        nearText(exported.map((line) => JSON.parse(line) as unknown)),
        fc.boolean(),
      ),
      run: ([at, line, isMore]) =>
        current().sandbox.import(
          isMore ? [...exported, line] : exported.map((each, index) => (index === at ? line : each)),
        ),
      isTyped: isSandboxError,
      share: 0.05,
    }),
    target({
      name: 'sandbox: faults to be armed',
      inputs: near([
        ...Object.keys(FAULT_CATALOGUE).map((name) => ({
          name,
          times: 2,
          probability: 0.5,
          userKey: 'user-1',
        })),
        { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED', recordedAfter: 5 },
      ]),
      run: (value) => checkFaultSpec(value),
      isTyped: isSandboxError,
    }),
    target({
      name: 'sandbox: who is let in',
      inputs: fc.tuple(
        nearWords(['localhost:4600', '127.0.0.1', '[::1]:1', 'evil.example', 'apps-in-toss-api.toss.im']),
        nearWords(['http://localhost:4600', 'https://evil.example', 'null']),
      ),
      run([host, origin]) {
        const request = { remoteAddress: '127.0.0.1', host, origin };
        refuseForeignPage(request, undefined);
        const isLetIn =
          refuseStranger(request, undefined) === undefined && refuseForeignOrigin(request) === undefined;
        // A caller that is let in has used a name that only this machine can have, and is a page of that name.
        if (isLetIn && !/^(localhost\.?|127\.0\.0\.1\.?|\[::1\]\.?)(:\d*)?$/i.test(host))
          throw new Error(`${host} was let in.`);
        if (isLetIn && origin !== `http://${host}`) throw new Error(`${origin} was let in.`);
      },
    }),
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
