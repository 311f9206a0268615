import type { World } from '../world/world.js';
import { type Activator, activatePlugin, openStore, type PlaceStore, placeStores } from './place-store.js';
import { type PlacePlugin, placePlugins, registerPlugin } from './plugin.js';
import {
  decidePluginReview,
  type PlaceFile,
  type PlaceTrack,
  type PlaceVersion,
  placeVersions,
  requestPluginReview,
  uploadPlugin,
} from './plugin-version.js';
import {
  installTerminal,
  placeTerminals,
  type ShownTerminal,
  setTerminalTrack,
  startTerminal,
  type TerminalStart,
} from './terminal.js';

/**
 * The developer center of Toss Place, with the actions of VAN agents and shops. If an action is not possible now, it
 * throws a `ConsoleRuleError` and changes nothing.
 */
export interface PlaceCenter {
  /** All registered plugins. */
  plugins(): readonly PlacePlugin[];
  /** Registers a plugin, or changes it. */
  register(plugin: PlacePlugin): PlacePlugin;
  /** The versions of a plugin, the oldest first. */
  versions(pluginId: string): readonly PlaceVersion[];
  /** Development: deployed at once. Live: waits until its review is requested. */
  upload(pluginId: string, file: PlaceFile & Pick<PlaceVersion, 'track' | 'version'>): PlaceVersion;
  /** The review takes up to one business day. An approved version is deployed. */
  requestReview(pluginId: string, version: string): PlaceVersion;
  /** Ends the review of a version. */
  decide(pluginId: string, version: string, decision: 'APPROVED' | 'REJECTED', reason?: string): PlaceVersion;
  /** All shops. */
  stores(): readonly PlaceStore[];
  /** Opens a shop. */
  openStore(store: Omit<PlaceStore, 'plugins'>): PlaceStore;
  /** In a normal shop only a VAN agent can. */
  activate(storeId: string, pluginId: string, by: Activator): PlaceStore;
  /** All terminals, with what runs on them. */
  terminals(): readonly ShownTerminal[];
  /** Installs a terminal in a shop. */
  install(terminal: Pick<ShownTerminal, 'terminalId' | 'storeId' | 'kind'>): ShownTerminal;
  /** Development: at most five terminals. */
  setTrack(terminalId: string, track: PlaceTrack): ShownTerminal;
  /** A Front loads a new version on a restart, a POS on a restart or a reload. */
  start(terminalId: string, how: TerminalStart): ShownTerminal;
}

/** Opens the developer center of a world. */
export function createPlaceCenter(world: World): PlaceCenter {
  return {
    plugins: () => placePlugins(world),
    register: (plugin) => registerPlugin(world, plugin),
    versions: (pluginId) => placeVersions(world, pluginId),
    upload: (pluginId, file) => uploadPlugin(world, pluginId, file),
    requestReview: (pluginId, version) => requestPluginReview(world, pluginId, version),
    decide: (pluginId, version, decision, reason) =>
      decidePluginReview(world, pluginId, version, decision, reason),
    stores: () => placeStores(world),
    openStore: (store) => openStore(world, store),
    activate: (storeId, pluginId, by) => activatePlugin(world, storeId, pluginId, by),
    terminals: () => placeTerminals(world),
    install: (terminal) => installTerminal(world, terminal),
    setTrack: (terminalId, track) => setTerminalTrack(world, terminalId, track),
    start: (terminalId, how) => startTerminal(world, terminalId, how),
  };
}
