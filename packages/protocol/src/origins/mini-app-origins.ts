import { InvalidAppNameError } from './invalid-app-name-error.js';

/**
 * What stands between the name of a mini-app and `tossmini.com`: live and QR test of SDK 2.x (source
 * documents), then live and QR test of SDK 3.x.
 */
export const MINI_APP_HOSTS = ['apps', 'private-apps', 'web', 'private-web'] as const;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The web origins that a mini-app's pages come from, to be allowed by CORS.
 *
 * The origins of the QR test let in the build of any tester. Leave them out if you do not want that.
 *
 * @returns four origins in the order of {@link MINI_APP_HOSTS}
 * @throws InvalidAppNameError if `appName` is not one lower-case host name label; so no configured name can
 *   become the origin of somebody else
 * @example
 * miniAppOrigins('my-app')[0]; // 'https://my-app.apps.tossmini.com'
 */
export function miniAppOrigins(appName: string): readonly string[] {
  if (typeof appName !== 'string' || !LABEL.test(appName)) throw new InvalidAppNameError();
  return MINI_APP_HOSTS.map((host) => `https://${appName}.${host}.tossmini.com`);
}
