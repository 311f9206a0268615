import { type OpenApiDocument, readManual } from '@ait-iap/sandbox/serve';
import { describe, expect, test } from 'vitest';
import { toolsOf } from './tool.js';
import { toolName } from './tool-name.js';

const { controlApi } = readManual('http://127.0.0.1:4600');
const tools = toolsOf(controlApi);
const named = (name: string) => tools.find((tool) => tool.name === name);

describe('the tools of the control API', () => {
  test('each have a name that a client of the protocol accepts', () => {
    const names = tools.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-z_]{1,63}$/.test(name))).toEqual([]);
  });

  test('cover every command that takes and gives JSON, but no stream, no file, and no world as lines of text', () => {
    const described = Object.entries(controlApi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        // All inputs and outputs. Errors are described elsewhere.
        types: JSON.stringify([operation.requestBody, operation.responses]).match(/\w+\/[\w-]+(?=":)/g) ?? [],
      })),
    );
    const offered = new Set(tools.map(({ operation: { method, path } }) => `${method} ${path}`));
    const left = described.filter(({ name }) => !offered.has(name));
    expect(left.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['GET /stream', 'GET /export', 'POST /import']),
    );
    expect(left.filter(({ types }) => types.every((type) => type === 'application/json'))).toEqual([]);
  });

  test('say which only read, which delete for ever, and that nothing leaves the machine', () => {
    expect(named('orders_list')?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(named('orders_refund')?.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
    });
    const destructive = tools
      .filter(({ annotations }) => annotations.destructiveHint)
      .map(({ name }) => name);
    expect(destructive).toEqual(expect.arrayContaining(['reset', 'undo', 'worlds_remove']));
    expect(tools.filter(({ annotations }) => annotations.openWorldHint)).toEqual([]);
  });

  test('take the arguments of path, query and body in one object', () => {
    expect(named('orders_refund_rejection')?.inputSchema).toMatchObject({
      properties: { orderId: { type: 'string' }, by: {}, reason: { type: 'string' } },
      required: ['orderId', 'reason'],
      additionalProperties: false,
    });
    expect(named('faults_create')?.inputSchema).toMatchObject({
      properties: { name: { enum: expect.arrayContaining(['grant-answer-lost']) }, userKey: {} },
      required: ['name'],
    });
  });

  test('are described in one sentence, without the fields of their schema', () => {
    expect(named('orders_list')?.description).toBe('Orders: orders, newest first. (GET /api/orders)');
    expect(named('clock_set')?.description).toContain('how fast the time goes; 0 is frozen');
    expect(tools.filter(({ description }) => /[?{][a-z]+\?=|\{reason/.test(description))).toEqual([]);
  });

  test('can be limited to those that only read, or to some groups', () => {
    const fewer = toolsOf(controlApi, { readOnly: true, groups: ['orders', 'faults'] });
    expect(fewer.map(({ name }) => name).sort()).toEqual([
      ...['faults_get_catalogue', 'faults_list', 'orders_get', 'orders_get_timeline', 'orders_list'],
    ]);
  });
});

test('a schema that refers to a part of the document includes that part', () => {
  const parameters = [{ name: 'a', in: 'query', schema: { $ref: '#/components/schemas/Tree' } }];
  const document = {
    ...controlApi,
    paths: { '/trees': { get: { summary: 'trees', tags: ['trees'], parameters, responses: {} } } },
    components: {
      schemas: {
        Tree: {
          type: 'object',
          properties: {
            next: { $ref: '#/components/schemas/Tree' },
            leaf: { $ref: '#/components/schemas/Leaf' },
          },
        },
        Leaf: { type: 'string' },
        Other: { type: 'string' },
      },
    },
  } satisfies OpenApiDocument;
  const [tool] = toolsOf(document);
  expect(tool?.inputSchema).toMatchObject({ properties: { a: { $ref: '#/$defs/Tree' } } });
  expect(tool?.inputSchema.$defs).toEqual({
    Tree: { type: 'object', properties: { next: { $ref: '#/$defs/Tree' }, leaf: { $ref: '#/$defs/Leaf' } } },
    Leaf: { type: 'string' },
  });
});

test.each([
  ['GET', '/orders', false, 'orders_list'],
  ['GET', '/orders/{orderId}', false, 'orders_get'],
  ['GET', '/orders/{orderId}/timeline', false, 'orders_get_timeline'],
  ['GET', '/settings', true, 'settings_get'],
  ['GET', '/clock', true, 'clock_get'],
  ['PUT', '/clock', false, 'clock_set'],
  ['PUT', '/users/{userKey}/payment-method', false, 'users_set_payment_method'],
  ['POST', '/purchases', false, 'purchases_create'],
  ['POST', '/orders/{orderId}/refund', false, 'orders_refund'],
  ['POST', '/scenarios/{name}', false, 'scenarios_run'],
  ['POST', '/undo', false, 'undo'],
  ['DELETE', '/faults', false, 'faults_remove_all'],
  ['DELETE', '/faults/{id}', false, 'faults_remove'],
])('%s %s (reads one object: %s) is the tool %s', (method, path, readsOneThing, name) => {
  expect(toolName({ method, path, readsOneThing, group: path.split('/')[1] ?? '' })).toBe(name);
});
