import { consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';
import { checkPlaceId } from './place-id.js';
import { knownPlugin } from './plugin.js';
import { deployedVersion } from './plugin-version.js';

const KIND = 'place-store';

/** Who activates a plugin in a shop. */
export type Activator = 'VAN_AGENT' | 'DEVELOPER' | 'STORE';

/** A shop with terminals of Toss Place. */
export interface PlaceStore {
  /** The id of the shop. */
  readonly storeId: string;
  /** The name of the shop. */
  readonly name: string;
  /** Whether it is a test merchant: a shop of the developer. */
  readonly test: boolean;
  /** The ids of the activated plugins. */
  readonly plugins: readonly string[];
}

/** All shops, by id. */
export function placeStores(world: World): readonly PlaceStore[] {
  return world.store.records(KIND).map(({ value }) => value as PlaceStore);
}

/** @throws ConsoleRuleError for an unknown shop */
export function knownStore(world: World, storeId: string): PlaceStore {
  const found = world.store.record(KIND, storeId) as PlaceStore | undefined;
  if (found === undefined)
    throw consoleRule('use the store', 'storeId', 'Open it first.', '먼저 매장을 만들어 주세요.');
  return found;
}

/**
 * Opens a shop, or changes its name. A test merchant cannot become a normal shop, or the other way round. @throws
 * ConsoleRuleError without a name
 */
export function openStore(world: World, { storeId, name, test }: Omit<PlaceStore, 'plugins'>): PlaceStore {
  checkPlaceId('open the store', 'storeId', storeId);
  if (name.trim() === '')
    throw consoleRule('open the store', 'name', 'Give it a name.', '매장 이름을 입력해 주세요.');
  const before = world.store.record(KIND, storeId) as PlaceStore | undefined;
  if (before !== undefined && before.test !== test)
    throw consoleRule(
      'change the store',
      'test',
      'A test merchant does not become a store, nor a store a test merchant.',
      '테스트 매장과 실제 매장은 서로 바꿀 수 없어요.',
    );
  return save(world, { storeId, name, test, plugins: before?.plugins ?? [] });
}

/**
 * Activates a plugin in a shop. Only a VAN agent can, and only after a deployment to the live track (*source*: a shop
 * cannot install it itself). In a test merchant the developer can too, even before that. Repeating it has no effect.
 * @throws ConsoleRuleError for any other person, and for a plugin that is not deployed
 */
export function activatePlugin(world: World, storeId: string, pluginId: string, by: Activator): PlaceStore {
  const store = knownStore(world, storeId);
  knownPlugin(world, pluginId);
  if (by !== 'VAN_AGENT' && !(store.test && by === 'DEVELOPER'))
    throw consoleRule(
      'activate the plugin',
      'by',
      'Only a VAN agent activates a plugin at a store.',
      '매장의 플러그인은 VAN 대리점만 활성화할 수 있어요.',
    );
  if (!store.test && deployedVersion(world, pluginId, 'live') === undefined)
    throw consoleRule(
      'activate the plugin',
      'pluginId',
      'Nothing is deployed to its live track.',
      '라이브 배포가 끝난 플러그인만 활성화할 수 있어요.',
    );
  if (store.plugins.includes(pluginId)) return store;
  return save(world, { ...store, plugins: [...store.plugins, pluginId] });
}

function save(world: World, value: PlaceStore): PlaceStore {
  world.record({ type: 'RecordChanged', kind: KIND, id: value.storeId, value });
  return value;
}
