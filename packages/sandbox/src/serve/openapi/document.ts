import type { JsonSchema } from './json-schema.js';

/** One operation of an OpenAPI description. */
export type Operation = JsonSchema;

/** An OpenAPI 3.1 description. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: ReadonlyArray<{ readonly url: string; readonly description?: string }>;
  readonly tags?: ReadonlyArray<{ readonly name: string }>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}
