import { SandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WebhookDelivery } from '../../webhooks-out/webhook-delivery.js';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import type { WebhookAuthorization } from '../../webhooks-out/webhook-target.js';
import { SCENARIOS } from './scenario.js';

/** Which story is told to whom. */
export interface PlayOptions {
  /** Registered first, and verified. @defaultValue the URL that is registered */
  readonly webhookUrl?: string | undefined;
  readonly authorization?: WebhookAuthorization | undefined;
  /** @defaultValue somebody new each time */
  readonly userKey?: string | undefined;
  /** @defaultValue the first subscription of the catalogue */
  readonly sku?: string | undefined;
}

/** What was sent, and what was answered. */
export interface PlayedScenario {
  readonly scenario: string;
  readonly orderId: string;
  readonly userKey: string;
  readonly deliveries: readonly WebhookDelivery[];
}

/**
 * Plays a story against the partner's own webhook. It moves the clock of the world forward by as much as the story takes.
 * @throws SandboxError `SCENARIO_NOT_FOUND`, `NO_WEBHOOK`, `WEBHOOK_NOT_VERIFIED`, `NO_SUBSCRIPTION`; nothing was bought then
 */
export async function playScenario(
  { sandbox, webhooks }: { readonly sandbox: Sandbox; readonly webhooks: WebhookSender },
  name: string,
  options: PlayOptions,
): Promise<PlayedScenario> {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (scenario === undefined) {
    const message = `Failed to play: there is no scenario ${JSON.stringify(name)}. Use one of ${Object.keys(SCENARIOS).join(', ')}.`;
    throw new SandboxError('SCENARIO_NOT_FOUND', message);
  }
  const sku = options.sku ?? sandbox.world.products().find(({ type }) => type === 'SUBSCRIPTION')?.sku;
  if (sku === undefined || sandbox.world.product(sku)?.type !== 'SUBSCRIPTION')
    throw new SandboxError('NO_SUBSCRIPTION', 'Failed to play: the catalogue has no such subscription.');
  await assertListening(webhooks, options);
  const userKey = options.userKey ?? `scenario-${name}-${sandbox.world.store.orderCount() + 1}`;
  const orderId = await scenario.play({ sandbox, userKey, sku });
  await sandbox.idle();
  const about = ({ body }: WebhookDelivery) => 'orderId' in body && body.orderId === orderId;
  return { scenario: name, orderId, userKey, deliveries: webhooks.deliveries().filter(about) };
}

async function assertListening(
  webhooks: WebhookSender,
  { webhookUrl, authorization }: PlayOptions,
): Promise<void> {
  if (webhookUrl !== undefined) {
    const verification = await webhooks.register({
      url: webhookUrl,
      ...(authorization && { authorization }),
    });
    const last = verification.attempts.at(-1);
    if (verification.state === 'delivered') return;
    const message = `Failed to play: ${webhookUrl} did not pass its verification (${last?.status ?? last?.error ?? 'no answer'}). Answer its verification with 204.`;
    throw new SandboxError('WEBHOOK_NOT_VERIFIED', message);
  }
  if (webhooks.target()?.active !== true)
    throw new SandboxError('NO_WEBHOOK', 'Failed to play: register a webhook URL first.');
}
