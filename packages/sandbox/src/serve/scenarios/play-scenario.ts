import { SandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WebhookDelivery } from '../../webhooks-out/webhook-delivery.js';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import type { WebhookAuthorization } from '../../webhooks-out/webhook-target.js';
import { SCENARIOS } from './scenario.js';

/** Options for playing a scenario. */
export interface PlayOptions {
  /** The URL to register and verify first. @defaultValue the registered URL */
  readonly webhookUrl?: string | undefined;
  /** What the webhooks to `webhookUrl` carry in their header. @defaultValue nothing */
  readonly authorization?: WebhookAuthorization | undefined;
  /** The user of the story. @defaultValue a new user each time */
  readonly userKey?: string | undefined;
  /** The product of the story. @defaultValue the first subscription of the catalogue */
  readonly sku?: string | undefined;
}

/** The webhooks that were sent, and their answers. */
export interface PlayedScenario {
  readonly scenario: string;
  readonly orderId: string;
  readonly userKey: string;
  readonly deliveries: readonly WebhookDelivery[];
}

/**
 * Plays a scenario against the partner's own webhook. It moves the clock of the world forward by the time of the story.
 * @throws SandboxError `SCENARIO_NOT_FOUND`, `NO_WEBHOOK`, `WEBHOOK_NOT_VERIFIED`, `NO_SUBSCRIPTION`; then nothing was
 * bought
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
