import { SandboxError } from '../errors/sandbox-error.js';
import { isOfficialHost } from '../partner-api/official-host.js';

/** How the platform shows that it is itself. It signs nothing: this is all there is. */
export interface WebhookAuthorization {
  /** `basic`: `Basic base64(value)`, by the platform's word. `bearer`: `Bearer value`, which was seen too. */
  readonly scheme: 'basic' | 'bearer';
  /** What was chosen in the console. */
  readonly value: string;
}

/** Where webhooks go. */
export interface WebhookTarget {
  readonly url: string;
  readonly authorization?: WebhookAuthorization;
  /** The URL has accepted its verification; before that nothing else is sent to it. */
  readonly active: boolean;
}

/** The value of the `Authorization` header, if one was chosen. */
export function authorizationHeader(authorization: WebhookAuthorization | undefined): string | undefined {
  if (!authorization) return undefined;
  const { scheme, value } = authorization;
  return scheme === 'bearer' ? `Bearer ${value}` : `Basic ${toBase64(value)}`;
}

/** @throws SandboxError `INVALID_WEBHOOK_URL` unless it is an address of the partner's own */
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
