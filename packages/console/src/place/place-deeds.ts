import type { Deed } from '../actions/act.js';
import { query } from '../api/call.js';
import type { PlacePlugin, PlaceStore, PlaceTerminal, PlaceTrack, PlaceVersion } from '../api/place.js';
import { m } from '../paraglide/messages.js';

const path = (...parts: readonly string[]) => `/place/${parts.map(encodeURIComponent).join('/')}`;

/** Registers a plugin or changes an existing one. */
export const registerDeed = ({ pluginId, ...body }: PlacePlugin): Deed => ({
  label: m.place_register(),
  call: { method: 'PUT', path: path('plugins', pluginId), body },
  done: m.place_registered({ plugin: pluginId }),
});

/** Sends the file itself. Its size and hash are read from it. */
export const uploadPluginDeed = (
  pluginId: string,
  track: PlaceTrack,
  version: string,
  file: File | undefined,
): Deed => ({
  label: m.place_upload(),
  call: {
    method: 'POST',
    path: path('plugins', pluginId, 'versions') + query({ version, track }),
    body: file ?? new File([], 'dist.zip', { type: 'application/zip' }),
  },
  done: track === 'live' ? m.place_uploaded({ version }) : m.place_deployed({ version }),
});

const at = ({ pluginId, version }: PlaceVersion, what: string) =>
  path('plugins', pluginId, 'versions', version, what);

/** The next step of a live version. */
export function nextDeed(version: PlaceVersion): Deed | undefined {
  if (version.track === 'development') return undefined;
  if (version.state === 'UPLOADED')
    return {
      label: m.place_review(),
      call: { method: 'POST', path: at(version, 'review') },
      done: m.place_review_asked(),
    };
  return version.state === 'IN_REVIEW' ? decideDeed(version, 'APPROVED') : undefined;
}

/** Decides a review before its end. */
export const decideDeed = (
  version: PlaceVersion,
  decision: 'APPROVED' | 'REJECTED',
  reason?: string,
): Deed => ({
  label: decision === 'APPROVED' ? m.place_approve() : m.place_reject(),
  call: { method: 'POST', path: at(version, 'decision'), body: { decision, ...(reason && { reason }) } },
  done: decision === 'APPROVED' ? m.place_deployed({ version: version.version }) : m.place_rejected_done(),
});

/** Opens a shop or a test merchant. */
export const openStoreDeed = (storeId: string, name: string, test: boolean): Deed => ({
  label: m.place_open_store(),
  call: { method: 'PUT', path: path('stores', storeId), body: { name, test } },
  done: m.place_store_opened({ store: name }),
});

/** Who activates a plugin. */
export type PluginActivator = 'VAN_AGENT' | 'DEVELOPER' | 'STORE';

/** Activates a plugin. Only a VAN agent can; in a test merchant the developer too. */
export const activateDeed = ({ storeId, name }: PlaceStore, pluginId: string, by: PluginActivator): Deed => ({
  label: m.place_activate(),
  call: { method: 'PUT', path: path('stores', storeId, 'plugins', pluginId), body: { by } },
  done: m.place_activated({ store: name, plugin: pluginId }),
});

/** Installs a terminal in a shop. */
export const installDeed = (terminalId: string, storeId: string, kind: PlaceTerminal['kind']): Deed => ({
  label: m.place_install(),
  call: { method: 'PUT', path: path('terminals', terminalId), body: { storeId, kind } },
  done: m.place_installed({ terminal: terminalId }),
});

/** Sets the track of a terminal. At most five can be set to development. */
export const trackDeed = ({ terminalId, track }: PlaceTerminal): Deed => {
  const other = track === 'live' ? 'development' : 'live';
  return {
    label: other === 'development' ? m.place_to_development() : m.place_to_live(),
    call: { method: 'PUT', path: path('terminals', terminalId, 'track'), body: { track: other } },
    done: m.place_track_done({ terminal: terminalId }),
  };
};

/** Makes a terminal load deployed versions: a Front only by a restart. */
export const startDeed = ({ terminalId }: PlaceTerminal, how: 'restart' | 'reload'): Deed => ({
  label: how === 'restart' ? m.place_restart() : m.place_reload(),
  call: { method: 'POST', path: path('terminals', terminalId, how) },
  done: m.place_started({ terminal: terminalId }),
});
