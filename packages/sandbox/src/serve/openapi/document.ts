import type { JsonSchema } from './json-schema.js';

/** One operation of an OpenAPI description. */
export type Operation = JsonSchema;

/** An OpenAPI 3.1 description. */
export interface OpenApiDocument {
  /** The version of OpenAPI. */
  readonly openapi: '3.1.0';
  /** Name and version of the API, and what it is for. */
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  /** The addresses under which the API answers on this machine. */
  readonly servers: ReadonlyArray<{ readonly url: string; readonly description?: string }>;
  /** The groups of commands, in the order in which a reader should see them. */
  readonly tags?: ReadonlyArray<{ readonly name: string }>;
  /** The commands: by path, then by method in small letters. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  /** The schemas that the commands refer to. */
  readonly components: Readonly<Record<string, unknown>>;
}
