import type { Context } from 'hono';
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { limitedText } from '../../partner-api/limited-text.js';
import { ControlError } from './control-error.js';

// Passed with each call, because a global language of zod would also apply to the rest of the program.
const english = en().localeError;

/** Most commands are small. */
export const MAX_BODY_BYTES = 262_144;

/**
 * Reads a JSON body. An empty body counts as `{}`.
 * @throws ControlError that names the field
 */
export async function readInputBody<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
  maxBytes: number,
): Promise<z.infer<Schema>> {
  const text = await limitedText(context.req.raw, maxBytes);
  if (text === undefined) {
    throw new ControlError(413, 'BODY_TOO_LARGE', `Failed to read the body: it has over ${maxBytes} bytes.`);
  }
  return read(schema, parseJson(text));
}

/** Reads the query string. @throws ControlError that names the field */
export function readQuery<Schema extends z.ZodMiniType>(context: Context, schema: Schema): z.infer<Schema> {
  const { token: _token, ...given } = context.req.queries();
  const twice = Object.keys(given).find((name) => (given[name]?.length ?? 0) > 1);
  if (twice !== undefined) {
    const message = `Failed to read ${twice}: it is given twice. Give it once.`;
    throw new ControlError(400, 'INVALID_INPUT', message, twice);
  }
  return read(schema, Object.fromEntries(Object.entries(given).map(([name, [value]]) => [name, value])));
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(
      400,
      'MALFORMED_JSON',
      'Failed to read the body: it is not JSON. Send a JSON object.',
    );
  }
}

function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = z.safeParse(schema, value, { error: english });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
  const field = unknown ?? issue?.path.join('.') ?? '';
  const message = `Failed to read ${field || 'the input'}: ${issue?.message ?? 'it is invalid'}. Correct it and send it again.`;
  throw new ControlError(400, 'INVALID_INPUT', message, field);
}
