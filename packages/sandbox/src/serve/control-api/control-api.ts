import { Hono } from 'hono';
import { ConsoleRuleError } from '../../errors/console-rule-error.js';
import { HostError } from '../../errors/host-error.js';
import { problem } from '../../errors/problem.js';
import { isSandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import { buy, buySchema } from './buy.js';
import { clockRoutes } from './clock-routes.js';
import { ControlError } from './control-error.js';
import { faultRoutes } from './fault-routes.js';
import { chargeRoutes, orderRoutes } from './order-routes.js';
import { registrationRoutes, versionRoutes } from './partner-console-routes.js';
import { productRoutes } from './product-routes.js';
import { readBody } from './read-input.js';
import { subscriptionRoutes } from './subscription-routes.js';
import { transferRoutes } from './transfer-routes.js';
import { webhookRoutes } from './webhook-routes.js';
import { worldRoutes } from './world-routes.js';

/** What the control API controls. */
export interface ControlApiOptions {
  readonly sandbox: Sandbox;
  readonly webhooks: WebhookSender;
  /** Of the package. */
  readonly version: string;
}

/**
 * Everything that a person could do in the console, at the phone or with the clock, as JSON over HTTP. Says nothing
 * about who may ask: the server that mounts it does.
 */
export function createControlApi({ sandbox, webhooks, version }: ControlApiOptions): Hono {
  const api = new Hono();
  api.route('/', worldRoutes(sandbox, version));
  api.route('/', transferRoutes(sandbox));
  api.route('/', subscriptionRoutes(sandbox));
  api.route('/', registrationRoutes(sandbox));
  api.route('/versions', versionRoutes(sandbox));
  api.route('/products', productRoutes(sandbox));
  api.route('/orders', orderRoutes(sandbox));
  api.route('/charges', chargeRoutes(sandbox));
  api.route('/faults', faultRoutes(sandbox));
  api.route('/clock', clockRoutes(sandbox));
  api.route('/webhooks', webhookRoutes(webhooks));
  api.post('/purchases', async (context) =>
    context.json(await buy(sandbox, await readBody(context, buySchema))),
  );
  api.notFound(() =>
    problem({ status: 404, code: 'NOT_FOUND', detail: 'There is no such command. GET /api lists all.' }),
  );
  api.onError((error) => toProblem(error));
  return api;
}

/** What the sandbox says about a wrong request is meant for whoever sent it; anything else is a defect. */
function toProblem(error: unknown): Response {
  if (error instanceof ControlError) {
    const { status, code, message, field } = error;
    return problem({ status, code, detail: message, ...(field === undefined ? {} : { field }) });
  }
  if (error instanceof ConsoleRuleError) {
    const { code, message, problems } = error;
    return problem({ status: 422, code, detail: message, problems });
  }
  // A host says no in the platform's own words, as for a payment that is no longer to be approved.
  if (isSandboxError(error) || error instanceof HostError)
    return problem({ status: 422, code: error.code, detail: error.message });
  return problem({
    status: 500,
    code: 'INTERNAL_ERROR',
    detail: 'The sandbox failed. This is a defect of it.',
  });
}
