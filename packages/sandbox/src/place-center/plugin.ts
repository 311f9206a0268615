import { type ConsoleProblem, ConsoleRuleError, consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';
import { checkPlaceId } from './place-id.js';

const KIND = 'place-plugin';
const HOST =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/;

/** The kinds of terminals and plugins: a Front faces the customer, a POS faces the staff. */
export type TerminalKind = 'FRONT' | 'POS';

/** A plugin that is registered in the developer center of Toss Place. */
export interface PlacePlugin {
  /** The id of the plugin. */
  readonly pluginId: string;
  /** The kind of terminal that it runs on. */
  readonly type: TerminalKind;
  /** The name of the plugin. */
  readonly name: string;
  /** The company that develops it. */
  readonly company: string;
  /** The hosts that it may call, such as `api.example.com`. */
  readonly acl: readonly string[];
}

/** All plugins, by id. */
export function placePlugins(world: World): readonly PlacePlugin[] {
  return world.store.records(KIND).map(({ value }) => value as PlacePlugin);
}

/** @throws ConsoleRuleError if it is not registered */
export function knownPlugin(world: World, pluginId: string): PlacePlugin {
  const found = world.store.record(KIND, pluginId) as PlacePlugin | undefined;
  if (found === undefined)
    throw consoleRule('use the plugin', 'pluginId', 'Register it first.', '먼저 플러그인을 등록해 주세요.');
  return found;
}

/**
 * Registers a plugin, or changes its name, company and ACL. Its type cannot change.
 * @throws ConsoleRuleError with every broken rule
 */
export function registerPlugin(world: World, plugin: PlacePlugin): PlacePlugin {
  checkPlaceId('register the plugin', 'pluginId', plugin.pluginId);
  const before = world.store.record(KIND, plugin.pluginId) as PlacePlugin | undefined;
  const problems = [...problemsOf(plugin, before)];
  if (problems.length > 0) throw new ConsoleRuleError('register the plugin', problems);
  world.record({ type: 'RecordChanged', kind: KIND, id: plugin.pluginId, value: plugin });
  return plugin;
}

function* problemsOf(plugin: PlacePlugin, before: PlacePlugin | undefined): Generator<ConsoleProblem> {
  const { name, company, acl, type } = plugin;
  if (name.trim() === '') yield of('name', 'Give it a name.', '이름을 입력해 주세요.');
  if (company.trim() === '') yield of('company', 'Name the company.', '회사를 입력해 주세요.');
  for (const host of acl.filter((each) => !HOST.test(each)))
    yield of(
      'acl',
      `"${host}" is not a host. Write it like api.example.com.`,
      `"${host}"은(는) 호스트가 아니에요. api.example.com처럼 입력해 주세요.`,
    );
  if (before !== undefined && before.type !== type)
    yield of('type', `It is a ${before.type} plugin.`, `${before.type} 플러그인으로 등록돼 있어요.`);
}

const of = (field: string, en: string, ko: string): ConsoleProblem => ({ field, message: { en, ko } });
