import type { Hono } from 'hono';
import { beforeEach } from 'vitest';
import { createSandbox } from '../../src/sandbox/create-sandbox.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { createControlApi } from '../../src/serve/control-api/control-api.js';
import type { ReleaseDesk } from '../../src/serve/release-desk/release-desk.js';
import { WebhookSender } from '../../src/webhooks-out/webhook-sender.js';
import { releaseDeskOf } from './release-desk-of.js';

/** A new sandbox with its control API. */
export interface OpenedControlApi {
  readonly sandbox: Sandbox;
  readonly webhooks: WebhookSender;
  readonly releaseDesk: ReleaseDesk;
  readonly api: Hono;
}

/**
 * Opens a sandbox with its control API for each test of a file, and closes it again. A webhook gets 204 from a partner's backend
 * that is not there.
 */
export function controlApiOfEachTest(version = '0'): OpenedControlApi {
  const opened: { -readonly [Part in keyof OpenedControlApi]?: OpenedControlApi[Part] } = {};
  beforeEach(() => {
    opened.sandbox = createSandbox();
    opened.webhooks = new WebhookSender(opened.sandbox, async () => new Response(null, { status: 204 }));
    opened.releaseDesk = releaseDeskOf(opened.sandbox);
    opened.api = createControlApi({
      sandbox: opened.sandbox,
      webhooks: opened.webhooks,
      releaseDesk: opened.releaseDesk,
      version,
    });
    return () => {
      opened.webhooks?.close();
      opened.sandbox?.close();
    };
  });
  // Only tests read it, and a test begins after the opening.
  return opened as OpenedControlApi;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes; the expectations say which.
export type Answer = { status: number; body: Record<string, any> };

/** Sends commands to the control API: a text as it is, everything else as JSON. */
export function senderTo(opened: OpenedControlApi) {
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await opened.api.request(path, { method, ...(text === undefined ? {} : { body: text }) });
    return { status: answer.status, body: await answer.json() };
  };
}
