import type { JsonSchema, OpenApiDocument } from '@ait-iap/sandbox/serve';

/** The place of a parameter in a call. */
export type PartPlace = 'path' | 'query' | 'body';

/** One parameter of a call. */
export interface Part {
  readonly name: string;
  readonly place: PartPlace;
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
}

/** One command of the control API, from its description. */
export interface ToolOperation {
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** Below `/api`, such as `/orders/{orderId}`. */
  readonly path: string;
  readonly summary: string;
  /** Its group, such as `orders`. */
  readonly group: string;
  readonly isDestructive: boolean;
  /** Whether it reads a single resource, such as the clock. */
  readonly readsOneThing: boolean;
  readonly parts: readonly Part[];
  /** Whether its body may contain other fields. */
  readonly takesMore: boolean;
}

interface Described {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly 'x-destructive'?: boolean;
  readonly parameters?: ReadonlyArray<{
    readonly name: string;
    readonly in: PartPlace;
    readonly required?: boolean;
    readonly schema?: JsonSchema;
  }>;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: BodySchema }>>;

interface BodySchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

const JSON_TYPE = 'application/json';

/** The operations with JSON input and output. A stream, or a world as lines of text, does not fit into one answer. */
export function operationsOf({ paths }: OpenApiDocument): readonly ToolOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, described]) => ({ method, path, described: described as unknown as Described }))
      .filter(({ described }) => speaksJson(described))
      .map((each) => operation({ ...each, readsOneThing: each.method === 'get' && 'put' in methods })),
  );
}

function speaksJson({ requestBody, responses }: Described): boolean {
  const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const contents = [requestBody?.content, ...answers.map(([, { content }]) => content)];
  return contents.every((content) => content === undefined || JSON_TYPE in content);
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly described: Described;
  readonly readsOneThing: boolean;
}

function operation({ method, path, described, readsOneThing }: Found): ToolOperation {
  const body = described.requestBody?.content[JSON_TYPE]?.schema ?? {};
  const { properties = {}, required = [], additionalProperties = false } = body;
  return {
    method: method.toUpperCase(),
    path,
    readsOneThing,
    summary: described.summary ?? '',
    group: described.tags?.[0] ?? 'other',
    isDestructive: described['x-destructive'] === true,
    takesMore: described.requestBody !== undefined && additionalProperties !== false,
    parts: [
      ...(described.parameters ?? []).map(
        ({ name, in: place, required: isRequired = false, schema = {} }) => ({
          ...{ name, place, isRequired, schema },
        }),
      ),
      ...Object.entries(properties).map(([name, schema]) => ({
        ...{ name, place: 'body' as const, isRequired: required.includes(name), schema },
      })),
    ],
  };
}
