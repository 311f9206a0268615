import type { JsonSchema, OpenApiDocument } from '@ait-iap/sandbox/serve';
import { operationsOf, type ToolOperation } from './operation.js';
import { selfContained } from './self-contained.js';
import { toolName } from './tool-name.js';

/** What an agent may assume about a tool, in the terms of the protocol. */
export interface ToolHints {
  readonly title: string;
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** Always false: everything happens in the sandbox, without real money. */
  readonly openWorldHint: boolean;
}

/** A tool for one command of the control API. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly annotations: ToolHints;
  readonly operation: ToolOperation;
}

/** Options of {@link toolsOf}: which tools are offered. */
export interface ToolChoice {
  /** Offer only tools that change nothing. @defaultValue `false` */
  readonly readOnly?: boolean | undefined;
  /** Offer only tools of these groups, such as `orders` and `faults`. @defaultValue all */
  readonly groups?: readonly string[] | undefined;
}

/** Makes a tool for each command of the control API with JSON input and output. */
export function toolsOf(
  document: OpenApiDocument,
  { readOnly = false, groups }: ToolChoice = {},
): readonly Tool[] {
  return operationsOf(document)
    .filter(({ method, group }) => (!readOnly || method === 'GET') && (groups?.includes(group) ?? true))
    .map((operation) => tool(operation, document));
}

/** All groups of tools. */
export function groupsOf(document: OpenApiDocument): readonly string[] {
  return [...new Set(operationsOf(document).map(({ group }) => group))];
}

function tool(operation: ToolOperation, document: OpenApiDocument): Tool {
  const { method, path, group } = operation;
  const summary = withoutFields(operation.summary);
  return {
    name: toolName(operation),
    description: `${capitalized(group)}: ${summary}. (${method} /api${path === '/' ? '' : path})`,
    inputSchema: selfContained(inputSchema(operation), document),
    annotations: {
      title: `${capitalized(group)}: ${summary.split(/[:;]/)[0]}`,
      readOnlyHint: method === 'GET',
      destructiveHint: operation.isDestructive,
      idempotentHint: method !== 'POST',
      openWorldHint: false,
    },
    operation,
  };
}

function inputSchema({ parts, takesMore }: ToolOperation): JsonSchema {
  const required = parts.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(parts.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
    additionalProperties: takesMore,
  };
}

/** The schema describes the fields better. */
const withoutFields = (summary: string) => summary.replace(/: (\?\S+(?=;|$)|\{.*\}(?=;|$))/, '');

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
