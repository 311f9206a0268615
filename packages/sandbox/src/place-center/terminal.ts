import { consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';
import { checkPlaceId } from './place-id.js';
import { knownStore } from './place-store.js';
import { knownPlugin, type TerminalKind } from './plugin.js';
import { deployedVersion, type PlaceTrack } from './plugin-version.js';

const KIND = 'place-terminal';

/**
 * How many terminals can be set to development (*source*: a development deployment reaches at most five terminals).
 * Counted over all terminals of a world, which belongs to one developer.
 */
export const DEVELOPMENT_TERMINALS = 5;

/** A plugin on a terminal. */
export interface InstalledPlugin {
  /** The id of the plugin. */
  readonly pluginId: string;
  /** The version that is installed. */
  readonly version: string;
  /** The track of this version. */
  readonly track: PlaceTrack;
  /** The hash of the file: two uploads to the development track may have the same number. */
  readonly sha256: string;
}

/** A Front or a POS in a shop. */
export interface PlaceTerminal {
  /** The id of the terminal. */
  readonly terminalId: string;
  /** The id of its shop. */
  readonly storeId: string;
  /** Whether it is a Front or a POS. */
  readonly kind: TerminalKind;
  /** Which deployments it takes. */
  readonly track: PlaceTrack;
  /** The plugins that it runs since its last start. */
  readonly plugins: readonly InstalledPlugin[];
  /** Epoch milliseconds of the sandbox clock. */
  readonly startedAt: number;
}

/** A terminal of the list in the developer center. */
export interface ShownTerminal extends PlaceTerminal {
  /** The plugins that it will run after its next start, if they differ. */
  readonly waiting: readonly InstalledPlugin[];
}

/** The ways to make a terminal load deployed versions. */
export type TerminalStart = 'restart' | 'reload';

/** All terminals, by id. */
export function placeTerminals(world: World): readonly ShownTerminal[] {
  return world.store.records(KIND).map(({ value }) => shown(world, value as PlaceTerminal));
}

/**
 * Installs a terminal in a shop, and starts it.
 * @throws ConsoleRuleError for an unknown shop, or an id that another terminal has
 */
export function installTerminal(
  world: World,
  { terminalId, storeId, kind }: Pick<PlaceTerminal, 'terminalId' | 'storeId' | 'kind'>,
): ShownTerminal {
  checkPlaceId('install the terminal', 'terminalId', terminalId);
  knownStore(world, storeId);
  if (world.store.record(KIND, terminalId) !== undefined)
    throw consoleRule(
      'install the terminal',
      'terminalId',
      'It is installed already.',
      '이미 설치된 단말기예요.',
    );
  return start(world, { terminalId, storeId, kind, track: 'live', plugins: [], startedAt: 0 });
}

/**
 * Sets which deployments a terminal takes from its next start on.
 * @throws ConsoleRuleError for an unknown terminal, or a sixth one on the development track
 */
export function setTerminalTrack(world: World, terminalId: string, track: PlaceTrack): ShownTerminal {
  const terminal = known(world, terminalId);
  const others = placeTerminals(world).filter(
    (each) => each.track === 'development' && each.terminalId !== terminalId,
  );
  if (track === 'development' && others.length >= DEVELOPMENT_TERMINALS)
    throw consoleRule(
      'set the terminal to development',
      'track',
      `${DEVELOPMENT_TERMINALS} terminals are set to development. Set one of them to live first.`,
      `개발 배포는 단말기 ${DEVELOPMENT_TERMINALS}대까지예요. 먼저 한 대를 라이브로 바꿔 주세요.`,
    );
  return save(world, { ...terminal, track });
}

/**
 * Restarts or reloads a terminal, so that it loads deployed versions. A Front does so only after a restart (*source*).
 * @throws ConsoleRuleError for an unknown terminal, and for a Front that is reloaded
 */
export function startTerminal(world: World, terminalId: string, how: TerminalStart): ShownTerminal {
  const terminal = known(world, terminalId);
  if (how === 'reload' && terminal.kind === 'FRONT')
    throw consoleRule(
      'reload the terminal',
      'kind',
      'A Front takes a new version only when it is restarted.',
      '프론트는 [설정 > 토스 프론트 재시작]을 해야 새 버전을 받아요.',
    );
  return start(world, terminal);
}

function start(world: World, terminal: PlaceTerminal): ShownTerminal {
  return save(world, { ...terminal, plugins: deployedTo(world, terminal), startedAt: world.clock.now() });
}

/** The versions that a terminal loads at its start: of each plugin of its kind that is activated in its shop. */
function deployedTo(world: World, { storeId, kind, track }: PlaceTerminal): readonly InstalledPlugin[] {
  return knownStore(world, storeId).plugins.flatMap((pluginId) => {
    if (knownPlugin(world, pluginId).type !== kind) return [];
    const own = track === 'development' ? deployedVersion(world, pluginId, 'development') : undefined;
    const given = own ?? deployedVersion(world, pluginId, 'live');
    if (given === undefined) return [];
    return [{ pluginId, version: given.version, track: given.track, sha256: given.sha256 }];
  });
}

function shown(world: World, terminal: PlaceTerminal): ShownTerminal {
  const runs = ({ pluginId, sha256, version }: InstalledPlugin) =>
    terminal.plugins.some(
      (each) => each.pluginId === pluginId && each.sha256 === sha256 && each.version === version,
    );
  return { ...terminal, waiting: deployedTo(world, terminal).filter((each) => !runs(each)) };
}

function known(world: World, terminalId: string): PlaceTerminal {
  const found = world.store.record(KIND, terminalId) as PlaceTerminal | undefined;
  if (found === undefined)
    throw consoleRule('use the terminal', 'terminalId', 'Install it first.', '먼저 단말기를 설치해 주세요.');
  return found;
}

function save(world: World, value: PlaceTerminal): ShownTerminal {
  world.record({ type: 'RecordChanged', kind: KIND, id: value.terminalId, value });
  return shown(world, value);
}
