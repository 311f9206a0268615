import type { Context } from 'hono';
import { liveVersion, miniAppVersion } from '../../partner-console/mini-app-versions.js';
import type { MiniAppVersion } from '../../world/mini-app-version.js';
import type { World } from '../../world/world.js';
import { localTwin, privateLink } from '../release-desk/mini-app-hosts.js';
import type { VersionLinks } from './answers/version-shapes.js';
import { ControlError } from './control-error.js';

/** A version with its links. */
export function shownVersion(
  world: World,
  given: MiniAppVersion,
  context: Context,
): MiniAppVersion & VersionLinks {
  const link = privateLink(world.settings().appName, given);
  const live = liveVersion(world)?.version === given.version;
  return { ...given, live, link, testUrl: localTwin(link, portOf(context)) ?? '' };
}

/** The address of this server, as the client used it. */
export function portOf(context: Context): string {
  const { port } = new URL(context.req.url);
  return port === '' ? '80' : port;
}

/** Finds a version by its number or its deployment id. @throws ControlError `VERSION_NOT_FOUND` */
export function existingVersion(world: World, name: string): MiniAppVersion {
  const version = miniAppVersion(world, name);
  if (version !== undefined) return version;
  const message = 'Failed to find the version: there is none with this number.';
  throw new ControlError(404, 'VERSION_NOT_FOUND', message, 'version');
}
