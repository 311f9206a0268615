import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { MAX_BODY_BYTES, readInputBody, readQuery } from './read-input.js';

/** The HTTP methods of the control API. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The parts of a path written as `:name`. */
export type PathParams<Path extends string> = { readonly [Name in Names<Path>]: string };

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** The input of a handler, already parsed by the schemas of its endpoint. */
export interface Input<Path extends string, Query extends z.ZodMiniType, Body extends z.ZodMiniType> {
  readonly params: PathParams<Path>;
  readonly query: z.infer<Query>;
  readonly body: z.infer<Body>;
  /** For a body that is not JSON: a stream, or lines of text. */
  readonly context: Context;
}

/** One command of the control API. Routing, documentation and clients are all derived from it. */
export interface EndpointDefinition<
  Path extends string,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType,
> {
  readonly method: Method;
  /** Below `/api`, such as `/orders/:orderId`. */
  readonly path: Path;
  /** What it does, in one line. */
  readonly summary: string;
  /**
   * Whether it removes something that `POST /undo` does not restore.
   * @defaultValue `false`; `true` for DELETE
   */
  readonly isDestructive?: boolean | undefined;
  /** Its query string. Other parameters are refused. @defaultValue none */
  readonly query?: Query | undefined;
  /** Its JSON body. @defaultValue none */
  readonly body?: Body | undefined;
  /** Describes the body in more detail than `body` checks, if the handler checks the rest. */
  readonly describedBody?: z.ZodMiniType | undefined;
  /** The largest JSON body, in bytes. @defaultValue 262,144 */
  readonly maxBodyBytes?: number | undefined;
  /** The media type of a body that is not JSON. The handler reads it. */
  readonly takes?: string | undefined;
  /** The HTTP status of a success. @defaultValue 200 */
  readonly status?: 200 | 201 | undefined;
  /** What it answers, as JSON. */
  readonly answer?: z.ZodMiniType | undefined;
  /** The media type of an answer that is not JSON. */
  readonly gives?: string | undefined;
  /** Returns the answer: plain data, or a complete response. */
  handle(input: Input<Path, Query, Body>): unknown;
}

/** An endpoint of any path and schemas. */
export interface Endpoint
  extends Omit<EndpointDefinition<string, z.ZodMiniType, z.ZodMiniType>, 'handle' | 'query' | 'body'> {
  readonly query: z.ZodMiniType;
  readonly body: z.ZodMiniType | undefined;
  respond(context: Context): Promise<Response>;
}

/** Makes an endpoint of its definition. */
export function endpoint<
  Path extends string,
  Query extends z.ZodMiniType = Nothing,
  Body extends z.ZodMiniType = Nothing,
>(definition: EndpointDefinition<Path, Query, Body>): Endpoint {
  const { query = nothing, body, takes, handle, status = 200, ...rest } = definition;
  const { maxBodyBytes = MAX_BODY_BYTES } = rest;
  const readsBody = takes === undefined && (rest.method === 'POST' || rest.method === 'PUT');
  return {
    ...rest,
    status,
    query,
    body,
    ...(takes !== undefined && { takes }),
    async respond(context) {
      const answered = await handle({
        params: context.req.param() as PathParams<Path>,
        query: readQuery(context, query) as z.infer<Query>,
        body: (readsBody
          ? await readInputBody(context, body ?? nothing, maxBodyBytes)
          : undefined) as z.infer<Body>,
        context,
      });
      return answered instanceof Response ? answered : context.json(answered as object, status);
    },
  };
}

/** Registers endpoints in an app. */
export function mount(api: Hono, endpoints: readonly Endpoint[]): void {
  for (const { method, path, respond } of endpoints) api.on(method, path, respond);
}
