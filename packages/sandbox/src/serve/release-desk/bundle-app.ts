import { isUserKey } from '@ait-iap/protocol';
import {
  isBuilt,
  liveVersion,
  miniAppVersion,
  testVersion,
} from '../../partner-console/mini-app-versions.js';
import type { BundleFacts, MiniAppVersion } from '../../world/mini-app-version.js';
import type { World } from '../../world/world.js';
import { bundleFile } from './bundle-file.js';
import { type MiniAppHost, miniAppHost } from './mini-app-hosts.js';
import { type NotOpened, pageInstead } from './page-instead.js';
import { type Phone, phoneCookie, readPhone } from './phone-cookie.js';
import type { ReleaseDesk } from './release-desk.js';
import { withBridge } from './with-bridge.js';

/** The user of a page whose link names none. */
const DEFAULT_USER_KEY = 'sandbox-user';

/** The kind of a request. */
interface Asked {
  readonly host: MiniAppHost;
  readonly url: URL;
  readonly phone: Phone | undefined;
  /** True if a person opens or reloads the mini-app. Every other request belongs to an open page. */
  readonly opens: boolean;
}

/** Never cached, because the same address means another file in the next version. */
const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/**
 * Serves bundles to a browser. The origin of a mini-app is like on the platform, with another suffix:
 * `<appName>.private-apps.localhost` opens one version by `?_deploymentId=`, which counts as its test.
 * `<appName>.apps.localhost` is the live version. A page keeps its bundle until it is opened again, as on a phone. One
 * browser profile is one phone.
 */
export class BundleApp {
  readonly #world: World;
  readonly #releaseDesk: ReleaseDesk;

  constructor(world: World, releaseDesk: ReleaseDesk) {
    this.#world = world;
    this.#releaseDesk = releaseDesk;
  }

  /** @param token - the token of the request, if it needed one */
  async answer(request: Request, token: string | undefined): Promise<Response> {
    const url = new URL(request.url);
    const host = miniAppHost(url.host);
    if (host === undefined || host.appName !== this.#world.settings().appName)
      return refused('OTHER_APP', 404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    const phone = readPhone(request.headers.get('cookie') ?? undefined, url.port);
    const asked: Asked = { host, url, phone, opens: isOpening(request) };
    const version = this.#wanted(asked);
    if (typeof version === 'string') return refused(version, 404);
    const { bundle } = version;
    if (bundle === undefined || !isBuilt(version)) return refused('NOT_BUILT', 404);
    if (bundle.platform !== 'web') return refused('NO_PAGES', 404);
    const opened = await this.#releaseDesk.open(bundle);
    if (opened === undefined) return refused('NOT_HERE', 404);
    const file = bundleFile(opened.files, url.pathname);
    if (file === undefined) return refused('NO_FILE', 404);
    if (file.type !== 'text/html')
      return new Response(Buffer.from(file.content), { headers: { ...HEADERS, 'content-type': file.type } });
    return this.#page(asked, { version, bundle, content: file.content, token: token ?? phone?.token });
  }

  #wanted({ host, url, phone, opens }: Asked): MiniAppVersion | NotOpened {
    const byLink = url.searchParams.get('_deploymentId');
    if (host.line === 'test' && byLink !== null) return miniAppVersion(this.#world, byLink) ?? 'UNKNOWN';
    const live = liveVersion(this.#world)?.version;
    const number = host.line === 'live' && (opens || phone === undefined) ? live : phone?.version;
    if (number === undefined) return host.line === 'live' ? 'NOT_RELEASED' : 'NO_LINK';
    return miniAppVersion(this.#world, number) ?? 'UNKNOWN';
  }

  #page(asked: Asked, opened: OpenedPage): Response {
    const { host, url, opens } = asked;
    const { version, bundle, content, token } = opened;
    const named = url.searchParams.get('_userKey') ?? asked.phone?.userKey ?? '';
    const userKey = isUserKey(named) ? named : DEFAULT_USER_KEY;
    if (opens && host.line === 'test') testVersion(this.#world, version.version, userKey);
    const port = url.port;
    const src = `http://127.0.0.1:${port}/bridge.js${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`;
    const page = withBridge(content, {
      ...{ src, userKey, miniAppVersion: version.version },
      ...{ deploymentId: version.deploymentId, sdkVersion: bundle.sdkVersion },
    });
    return new Response(Buffer.from(page), {
      headers: {
        ...{ ...HEADERS, 'content-type': 'text/html' },
        ...(opens && { 'set-cookie': phoneCookie({ version: version.version, userKey, token }, port) }),
      },
    });
  }
}

interface OpenedPage {
  readonly version: MiniAppVersion;
  readonly bundle: BundleFacts;
  readonly content: Uint8Array;
  readonly token: string | undefined;
}

/** A program without these headers, such as curl, counts as a person who opens a page. */
function isOpening({ headers }: Request): boolean {
  const wanted = headers.get('sec-fetch-dest');
  return wanted === null ? (headers.get('accept') ?? '').includes('text/html') : wanted === 'document';
}

function refused(why: NotOpened, status: number): Response {
  return new Response(pageInstead(why), {
    status,
    headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8', 'x-ait-iap': why },
  });
}
