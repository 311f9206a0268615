import { shapeNames } from '../control-api/answers/named.js';
import type { Endpoint } from '../control-api/endpoint.js';
import type { OpenApiDocument, Operation } from './document.js';
import { type Components, type JsonSchema, toJsonSchema } from './json-schema.js';

/** Where it is served. */
export interface ServedAt {
  /** The version of the package. */
  readonly version: string;
  readonly url: string;
}

const PROBLEM: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'for programs' },
    detail: { type: 'string', description: 'for people: what went wrong and what to do' },
    field: { type: 'string', description: 'the part of the request that is wrong' },
    problems: { type: 'array', items: {}, description: 'every broken rule, when there can be several' },
  },
};

/** Describes the control API in OpenAPI 3.1, from the endpoints that serve it. */
export function describeControlApi(
  endpoints: readonly Endpoint[],
  { version, url }: ServedAt,
): OpenApiDocument {
  const schemas: Components = { Problem: PROBLEM };
  const paths: Record<string, Record<string, Operation>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ait-iap sandbox: control API',
      version,
      description:
        'Everything that a person could do in the console, at the phone or with the clock of the sandbox. No real money.',
    },
    servers: [{ url }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: { schemas: sorted(schemas) },
  };
}

function operation(endpoint: Endpoint, schemas: Components): Operation {
  const { summary, status = 200, takes, body, describedBody = body } = endpoint;
  const content = takes ?? 'application/json';
  return {
    operationId: operationId(endpoint),
    summary,
    tags: [tagOf(endpoint)],
    ...(isDestructive(endpoint) && { 'x-destructive': true }),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint, schemas)],
    ...((body !== undefined || takes !== undefined) && {
      requestBody: {
        required: true,
        content: {
          [content]: {
            schema: describedBody
              ? toJsonSchema(describedBody, 'input', schemas, shapeNames)
              : { type: 'string' },
          },
        },
      },
    }),
    responses: {
      [String(status)]: { description: 'done', content: { ...answerContent(endpoint, schemas) } },
      default: {
        description: 'not done; nothing has changed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** For clients that ask the user before such a call. */
function isDestructive({ method, isDestructive = method === 'DELETE' }: Endpoint): boolean {
  return isDestructive;
}

function answerContent({ answer, gives }: Endpoint, schemas: Components): JsonSchema {
  if (gives !== undefined) return { [gives]: { schema: { type: 'string' } } };
  const schema = answer === undefined ? {} : toJsonSchema(answer, 'output', schemas, shapeNames);
  return { 'application/json': { schema } };
}

function pathParameters({ path }: Endpoint): readonly JsonSchema[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  }));
}

function queryParameters({ query }: Endpoint, schemas: Components): readonly JsonSchema[] {
  const { properties = {}, required = [] } = toJsonSchema(query, 'input', schemas) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

/** `POST /orders/:orderId/refund-request` is `postOrdersRefundRequest`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[/-]/).filter((part) => part !== '' && !part.startsWith(':'));
  const last = path.split('/').at(-1) ?? '';
  const one = last.startsWith(':') ? ['one'] : [];
  const named = [...words, ...one].map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + (named.join('') || 'Overview');
}

function tagOf({ path }: Endpoint): string {
  return path.split('/')[1] || 'overview';
}

function sorted(schemas: Components): Components {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}
