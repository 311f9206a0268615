import type { JsonSchema, OpenApiDocument } from '@ait-iap/sandbox/serve';

const IN_DOCUMENT = /"#\/components\/schemas\/([^"]+)"/g;

/** Makes a schema independent of its document: the referenced schemas are copied into it. */
export function selfContained(schema: JsonSchema, { components }: OpenApiDocument): JsonSchema {
  const schemas = (components.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
  const definitions: Record<string, JsonSchema> = {};
  const taken = (part: JsonSchema): JsonSchema => {
    const text = JSON.stringify(part);
    for (const [, name = ''] of text.matchAll(IN_DOCUMENT)) {
      if (name in definitions || schemas[name] === undefined) continue;
      // Registered before it is read, because it may refer to itself.
      definitions[name] = {};
      definitions[name] = taken(schemas[name]);
    }
    return JSON.parse(text.replace(IN_DOCUMENT, '"#/$defs/$1"')) as JsonSchema;
  };
  const own = taken(schema);
  return Object.keys(definitions).length === 0 ? own : { ...own, $defs: definitions };
}
