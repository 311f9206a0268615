import type { ToolOperation } from './operation.js';

/**
 * The name of a tool: its group first, then the action, so that a sorted list shows the groups together.
 *
 * | operation | name |
 * | --- | --- |
 * | `GET /orders`, `GET /orders/{orderId}` | `orders_list`, `orders_get` |
 * | `GET /orders/{orderId}/timeline` | `orders_get_timeline` |
 * | `GET /settings`, `PUT /settings`, `POST /clock/advance` | `settings_get`, `settings_set`, `clock_advance` |
 * | `POST /orders/{orderId}/refund` | `orders_refund` |
 * | `POST /purchases`, `POST /scenarios/{name}` | `purchases_create`, `scenarios_run` |
 * | `DELETE /faults`, `DELETE /faults/{id}` | `faults_remove_all`, `faults_remove` |
 */
export function toolName({
  method,
  path,
  group,
  readsOneThing,
}: Pick<ToolOperation, 'method' | 'path' | 'group' | 'readsOneThing'>): string {
  const [, ...rest] = path.split('/').filter((part) => part !== '');
  const words = rest.filter((part) => !isParameter(part)).map(inSnakeCase);
  const isOne = isParameter(rest.at(-1));
  const verb = verbOf(method, {
    isOne,
    hasWords: words.length > 0,
    isPlural: group.endsWith('s') && !readsOneThing,
  });
  return (
    [inSnakeCase(group), verb, ...words].filter((word) => word !== '').join('_') +
    (removesAll(method, rest) ? '_all' : '')
  );
}

const inSnakeCase = (word: string) => word.replaceAll('-', '_');

interface Shape {
  readonly isOne: boolean;
  readonly hasWords: boolean;
  readonly isPlural: boolean;
}

function verbOf(method: string, { isOne, hasWords, isPlural }: Shape): string {
  if (method === 'GET') return isOne || hasWords || !isPlural ? 'get' : 'list';
  if (method === 'PUT') return 'set';
  if (method === 'DELETE') return 'remove';
  if (hasWords) return '';
  if (isOne) return 'run';
  return isPlural ? 'create' : '';
}

const isParameter = (part: string | undefined) => part?.startsWith('{') === true;

const removesAll = (method: string, rest: readonly string[]) => method === 'DELETE' && rest.length === 0;
