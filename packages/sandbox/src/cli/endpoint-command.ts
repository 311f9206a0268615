import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { Endpoint } from '../serve/control-api/endpoint.js';
import { knownEndpoints } from '../serve/known-endpoints.js';
import { toJsonSchema } from '../serve/openapi/json-schema.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { contentOf } from './existing-file.js';
import { shownAnswer } from './shown-answer.js';

/** A command for an endpoint of the control API. */
export interface EndpointCommand {
  /** The words of the command, such as `versions upload`. */
  readonly words: string;
  /** `GET /orders/:orderId`. */
  readonly endpoint: string;
  /** What it does, in Korean and English. */
  readonly summary: string;
  /** Fields of the body or query that are arguments without a flag, after those of the path. */
  readonly positional?: readonly string[];
  /** Fields with a fixed value. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: {
    readonly type?: unknown;
    readonly enum?: readonly unknown[];
    readonly default?: unknown;
    /** `base64`: a file. */
    readonly contentEncoding?: unknown;
  };
}

/** Creates a command whose arguments and flags come from its endpoint, so that both always match. */
export function endpointCommand(output: Output, definition: EndpointCommand): Command {
  const { words, summary, positional = [], fixed = {} } = definition;
  const endpoint = knownEndpoints().get(definition.endpoint);
  if (endpoint === undefined) throw new Error(`There is no ${definition.endpoint}.`);
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => String(name));
  const fields = fieldsOf(endpoint).filter(({ name }) => !(name in fixed));
  const command = clientCommand(words.split(' ').at(-1) ?? words, summary);
  for (const name of inPath) command.argument(`<${name}>`);
  const first = positional.map((name) => fields.find((field) => field.name === name) as Field);
  for (const field of first) command.addArgument(argumentOf(field));
  for (const field of fields) if (!positional.includes(field.name)) command.addOption(flagOf(field));
  return command.action(async (...given: unknown[]) => {
    const flags = given[inPath.length + first.length] as CommonFlags & Record<string, unknown>;
    const path = inPath.reduce(
      (text, name, index) => text.replace(`:${name}`, encodeURIComponent(String(given[index]))),
      endpoint.path === '/' ? '' : endpoint.path,
    );
    const values = { ...fixed, ...valuesOf(fields, first, given.slice(inPath.length), flags) };
    await tell(output, flags, async (client) => {
      const isRead = endpoint.method === 'GET' || endpoint.method === 'DELETE';
      const query = isRead ? queryOf(values) : '';
      const data = await client.send(endpoint.method, path + query, isRead ? undefined : values);
      return { data, words: shownAnswer(data) };
    });
  });
}

/** The fields of the query or the body. */
function fieldsOf({ method, query, body }: Endpoint): readonly Field[] {
  const read = method === 'GET' || method === 'DELETE' ? query : body;
  if (read === undefined) return [];
  const { properties = {}, required = [] } = toJsonSchema(read, 'input') as {
    properties?: Record<string, Field['schema']>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, schema },
    isRequired: required.includes(name),
  }));
}

function argumentOf({ name, schema, isRequired }: Field): Argument {
  const argument = new Argument(isRequired ? `<${name}>` : `[${name}]`);
  return Array.isArray(schema.enum) ? argument.choices(schema.enum.map(String)) : argument;
}

function flagOf({ name, schema, isRequired }: Field): Option {
  const flag = `--${kebab(name)} <${valueName(schema)}>`;
  const option = new Option(flag).argParser((text) => parsed(schema, text));
  if (Array.isArray(schema.enum)) option.choices(schema.enum.map(String));
  if (schema.default !== undefined) option.description = `(default: ${JSON.stringify(schema.default)})`;
  return isRequired ? option.makeOptionMandatory() : option;
}

function valueName(schema: Field['schema']): string {
  if (schema.contentEncoding === 'base64') return 'file';
  return Array.isArray(schema.enum) ? 'word' : 'value';
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Numbers, `true` and lists are written as in JSON. A file is given by its path. Text fields are always text. */
function parsed({ type, contentEncoding }: Field['schema'], text: string): unknown {
  if (contentEncoding === 'base64') return contentOf(text).toString('base64');
  if (type === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    if (type === undefined) return text;
    throw new InvalidArgumentError(`Write it as JSON: ${String(type)}.`);
  }
}

function valuesOf(
  fields: readonly Field[],
  first: readonly Field[],
  given: readonly unknown[],
  flags: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = fields.flatMap(({ name }) =>
    flags[name] === undefined ? [] : [[name, flags[name]] as const],
  );
  const placed = first.flatMap(({ name, schema }, index) => {
    const value = given[index];
    return typeof value === 'string' ? [[name, parsed(schema, value)] as const] : [];
  });
  return Object.fromEntries([...named, ...placed]);
}

function queryOf(values: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? '' : `?${query}`;
}
