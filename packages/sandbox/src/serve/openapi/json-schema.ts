import * as z from 'zod/mini';

/** JSON Schema, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The named schemas, which are collected while a description is written. */
export type Components = Record<string, JsonSchema>;

/** Whether a schema describes the sent value or the parsed one. */
type Direction = 'input' | 'output';

/**
 * Converts a zod schema to JSON Schema. Parts with a name in `names` go into `components` and are referenced. Anything
 * that JSON Schema cannot express, such as a transformation, is left open.
 */
export function toJsonSchema(
  schema: z.ZodMiniType,
  direction: Direction,
  components: Components = {},
  names: z.core.$ZodRegistry<{ id?: string | undefined }> = z.registry<{ id: string }>(),
): JsonSchema {
  const given = z.toJSONSchema(schema, {
    io: direction,
    unrepresentable: 'any',
    reused: 'inline',
    metadata: names,
  });
  const { $schema: _draft, $defs = {}, ...rest } = JSON.parse(toComponents(JSON.stringify(given)));
  for (const [name, part] of Object.entries($defs as Components)) components[name] = tidy(part) as JsonSchema;
  return tidy(rest) as JsonSchema;
}

function toComponents(text: string): string {
  return text.replaceAll('"#/$defs/', '"#/components/schemas/');
}

/**
 * Removes ids, which are not addresses; bounds that only repeat the range of a JavaScript number; and a format that
 * does not exist in any dialect, because `contentEncoding` says the same.
 */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === 'id' && typeof part === 'string') && !isEdgeOfNumbers(part))
      .filter(([key, part]) => !(key === 'format' && part === 'base64'))
      .map(([key, part]) => [key, tidy(part)]),
  );
}

function isEdgeOfNumbers(value: unknown): boolean {
  return value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER;
}
