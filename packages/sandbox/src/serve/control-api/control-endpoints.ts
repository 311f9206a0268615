import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import type { NamedWorlds } from '../named-worlds.js';
import type { ReleaseDesk } from '../release-desk/release-desk.js';
import { boughtShape } from './answers/order-shapes.js';
import { overviewShape } from './answers/world-shapes.js';
import { buy, buySchema } from './buy.js';
import { clockRoutes } from './clock-routes.js';
import { deployKeyRoutes } from './deploy-key-routes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { faultRoutes } from './fault-routes.js';
import { inboxRoutes } from './inbox-routes.js';
import { namedWorldRoutes } from './named-world-routes.js';
import { orderCommands, orderRoutes } from './order-routes.js';
import { registrationRoutes } from './partner-console-routes.js';
import { paymentRoutes } from './payment-routes.js';
import { placeRoutes } from './place-routes.js';
import { productRoutes } from './product-routes.js';
import { refundRoutes } from './refund-routes.js';
import { scenarioRoutes } from './scenario-routes.js';
import { streamRoutes } from './stream-routes.js';
import { subscriptionRoutes } from './subscription-routes.js';
import { transferRoutes } from './transfer-routes.js';
import { undoRoutes } from './undo-routes.js';
import { versionRoutes } from './version-routes.js';
import { versionUploadRoutes } from './version-upload-routes.js';
import { webhookRoutes } from './webhook-routes.js';
import { worldRoutes } from './world-routes.js';

/** The parts that the control API uses. */
export interface ControlApiOptions {
  readonly sandbox: Sandbox;
  readonly webhooks: WebhookSender;
  readonly releaseDesk: ReleaseDesk;
  /** The worlds with a name. Only in the main world. */
  readonly worlds?: NamedWorlds | undefined;
  /** The version of the package. */
  readonly version: string;
  /** The address of the partner API and its certificates. Absent if nothing is served. */
  readonly place?: { readonly partnerUrl: string; readonly certificateFolder: string } | undefined;
}

/** All endpoints below `/api`, in the order of their list. */
export function controlEndpoints(options: ControlApiOptions): readonly Endpoint[] {
  const { sandbox, webhooks, releaseDesk } = options;
  const all: readonly Endpoint[] = [
    endpoint({
      method: 'GET',
      path: '/',
      summary: 'what runs here, and these commands',
      answer: overviewShape,
      handle: () => overview(options, all),
    }),
    ...productRoutes(sandbox),
    ...registrationRoutes(sandbox),
    ...versionRoutes(sandbox),
    ...versionUploadRoutes(releaseDesk),
    ...deployKeyRoutes(sandbox),
    ...placeRoutes(sandbox),
    ...orderRoutes(sandbox),
    endpoint({
      method: 'POST',
      path: '/purchases',
      summary: 'buys without a page: {userKey, sku, offerId?, payment?, grant?, platform?, environment?}',
      body: buySchema,
      answer: boughtShape,
      handle: ({ body }) => buy(sandbox, body),
    }),
    ...orderCommands(sandbox),
    ...paymentRoutes(sandbox),
    ...refundRoutes(sandbox),
    ...inboxRoutes(sandbox),
    ...subscriptionRoutes(sandbox),
    ...clockRoutes(sandbox),
    ...faultRoutes(sandbox),
    ...webhookRoutes(webhooks),
    ...scenarioRoutes(options),
    ...streamRoutes(sandbox),
    ...worldRoutes(sandbox),
    ...undoRoutes(sandbox),
    ...transferRoutes(sandbox),
    ...(options.worlds ? namedWorldRoutes(options.worlds) : []),
  ];
  return all;
}

function overview(
  { sandbox: { world, clock }, version, place }: ControlApiOptions,
  all: readonly Endpoint[],
) {
  return {
    sandbox: true,
    version,
    ...place,
    appName: world.settings().appName,
    seed: world.seed,
    now: new Date(clock.now()).toISOString(),
    orders: world.store.orderCount(),
    events: world.store.lastSeq(),
    commands: Object.fromEntries(all.map(({ method, path, summary }) => [`${method} ${path}`, summary])),
  };
}
