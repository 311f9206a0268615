import { SandboxError } from '../errors/sandbox-error.js';
import { isOfficialHost } from '../partner-api/official-host.js';

/** How the platform proves its identity. This header is all: there is no signature. */
export interface WebhookAuthorization {
  /** `basic`: `Basic base64(value)`, as the platform says. `bearer`: `Bearer value` (observed). */
  readonly scheme: 'basic' | 'bearer';
  /** The value from the console. */
  readonly value: string;
}

/** Where webhooks go. */
export interface WebhookTarget {
  /** The address of the partner backend. */
  readonly url: string;
  /** What the webhook carries in its header. Absent: nothing. */
  readonly authorization?: WebhookAuthorization;
  /** Whether the URL has passed its verification. Before that, nothing else is sent to it. */
  readonly active: boolean;
}

/** The value of the `Authorization` header. Missing if none was chosen. */
export function authorizationHeader(authorization: WebhookAuthorization | undefined): string | undefined {
  if (!authorization) return undefined;
  const { scheme, value } = authorization;
  return scheme === 'bearer' ? `Bearer ${value}` : `Basic ${toBase64(value)}`;
}

/** @throws SandboxError `INVALID_WEBHOOK_URL` if it is not an address of the partner's own backend */
export function checkWebhookUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new SandboxError(
      'INVALID_WEBHOOK_URL',
      'Failed to register the webhook: url is not an http or https address.',
    );
  }
  if (isOfficialHost(parsed.hostname)) {
    const message =
      'Failed to register the webhook: url is a host of Toss. A sandbox sends webhooks to your backend only.';
    throw new SandboxError('INVALID_WEBHOOK_URL', message);
  }
  return parsed.href;
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
