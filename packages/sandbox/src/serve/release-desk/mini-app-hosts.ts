import type { MiniAppVersion } from '../../world/mini-app-version.js';

/** `test` is the origin of the platform's QR test, `live` the origin of the released version. */
export type MiniAppLine = 'test' | 'live';

/** A host name of a mini-app on this machine. */
export interface MiniAppHost {
  readonly appName: string;
  readonly line: MiniAppLine;
}

const HOST = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.(private-apps|apps)\.localhost$/;

/** `gem-shop.private-apps.localhost:4600` → gem-shop, test; `undefined` for any other name. */
export function miniAppHost(host: string | undefined): MiniAppHost | undefined {
  const match = HOST.exec((host ?? '').toLowerCase().replace(/:\d*$/, '').replace(/\.$/, ''));
  const [, appName, line] = match ?? [];
  return appName === undefined ? undefined : { appName, line: line === 'apps' ? 'live' : 'test' };
}

/**
 * The host of the mini-app on this machine, like the platform's `https://<appName>.apps.tossmini.com` with another
 * suffix.
 */
export function miniAppUrl({ appName, line }: MiniAppHost, port: string | number): string {
  return `http://${appName}.${line === 'live' ? 'apps' : 'private-apps'}.localhost:${port}/`;
}

/** The link that the official command line prints after a deployment. */
export function privateLink(appName: string, { deploymentId }: Pick<MiniAppVersion, 'deploymentId'>): string {
  return `intoss-private://${appName}?_deploymentId=${deploymentId}`;
}

/**
 * The local address for a link of the Toss app. `intoss-private://…` opens one version to test it, `intoss://…` the
 * live one. Path and parameters stay. `undefined` for any other text.
 */
export function localTwin(link: string, port: string | number): string | undefined {
  const [, scheme, appName, path = '', query = ''] =
    /^(intoss-private|intoss):\/\/([a-z0-9-]+)(\/[^?#]*)?(\?[^#]*)?/i.exec(link.trim()) ?? [];
  if (scheme === undefined || appName === undefined) return undefined;
  const line = scheme.toLowerCase() === 'intoss' ? 'live' : 'test';
  return miniAppUrl({ appName, line }, port) + path.slice(1) + query;
}
