import { timingSafeEqual } from 'node:crypto';
import { isOfficialHost } from '../partner-api/official-host.js';

/** What decides about the access of a request. */
export interface AccessRequest {
  /** The address of the other end of the connection. */
  readonly remoteAddress: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: sent by browsers only, and not forgeable by a page. */
  readonly fetchSite?: string | undefined;
  /** From `Authorization: Bearer` or `?token=`. */
  readonly token?: string | undefined;
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 421;
  readonly code: 'NOT_FOUND' | 'OFFICIAL_HOST' | 'TOKEN_REQUIRED' | 'FOREIGN_HOST' | 'FOREIGN_ORIGIN';
  readonly detail: string;
}

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|[a-z0-9.-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** `localhost:4600` → `localhost`, `[::1]:4600` → `[::1]`. */
function hostName(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}

/** A sandbox that answered for a host name of the platform could be mistaken for it, so it refuses every such request. */
export function refuseOfficialHost(host: string | undefined): Refusal | undefined {
  if (!isOfficialHost(hostName(host))) return undefined;
  const detail =
    'This is a sandbox. It does not answer for a host name of Toss. Call localhost or 127.0.0.1.';
  return { status: 421, code: 'OFFICIAL_HOST', detail };
}

/**
 * Who may use the page server: this machine, with a host name that can only mean this machine, or any client with the
 * token. (Web pages reach local servers through a foreign host name that resolves to 127.0.0.1.)
 */
export function refuseStranger(request: AccessRequest, token: string | undefined): Refusal | undefined {
  const official = refuseOfficialHost(request.host);
  if (official) return official;
  if (token !== undefined && isToken(request.token, token)) return undefined;
  if (!isLocal(request)) return tokenRequired();
  if (LOOPBACK_HOST.test(hostName(request.host))) return undefined;
  const detail = 'The host name is not one of this machine. Call localhost or 127.0.0.1.';
  return { status: 403, code: 'FOREIGN_HOST', detail };
}

/** The host names of mini-apps. They are only resolved on this machine, because nobody on the web owns `localhost`. */
export function refuseStrangerToMiniApp(
  request: AccessRequest,
  token: string | undefined,
): Refusal | undefined {
  if (isLocal(request) || (token !== undefined && isToken(request.token, token))) return undefined;
  return tokenRequired();
}

/** Whether the request comes from this machine. */
export function isLocal({ remoteAddress }: Pick<AccessRequest, 'remoteAddress'>): boolean {
  return LOOPBACK_ADDRESS.test(remoteAddress ?? '');
}

function tokenRequired(): Refusal {
  const detail =
    'From another machine, send the token that was printed at the start: Authorization: Bearer, or ?token=.';
  return { status: 401, code: 'TOKEN_REQUIRED', detail };
}

/**
 * The control API answers its own pages and programs other than browsers. It answers no other page, not even on
 * localhost.
 */
export function refuseForeignOrigin(request: AccessRequest): Refusal | undefined {
  const own = request.origin === undefined || request.origin === `http://${request.host}`;
  const site = request.fetchSite;
  if (own && (site === undefined || site === 'same-origin' || site === 'none')) return undefined;
  const detail =
    'The control API does not answer pages of another origin. Use the console, the command line or a program.';
  return { status: 403, code: 'FOREIGN_ORIGIN', detail };
}

/** The bridge serves every page on this machine, which is its purpose, and no page of the web. */
export function refuseForeignPage(request: AccessRequest, token: string | undefined): Refusal | undefined {
  if (token !== undefined && isToken(request.token, token)) return undefined;
  if (request.origin === undefined || LOOPBACK_ORIGIN.test(request.origin)) return undefined;
  const detail = 'The bridge serves pages on localhost and 127.0.0.1 only. Open the mini-app from there.';
  return { status: 403, code: 'FOREIGN_ORIGIN', detail };
}

/** Compared in constant time, so that the time of a refusal reveals nothing about the token. */
function isToken(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
