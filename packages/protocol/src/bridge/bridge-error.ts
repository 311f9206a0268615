/** The host's code for a call that came too soon after the last one of its kind (observed). */
export const BRIDGE_THROTTLED_CODE = 'APP_BRIDGE_THROTTLED';

/** An error as it crosses the bridge: a plain object that JSON can carry. */
export interface BridgeErrorWire {
  /** Marks the object as an error. */
  __isError: true;
  /** The name of the error. */
  name: string;
  /** The message of the error. */
  message: string;
  /** The error's own fields, such as `code`. */
  [field: string]: unknown;
}

// Names that would reach into the prototype chain or into the marks of the wire form itself. A host's stack
// says nothing to a page and may tell paths.
const SKIPPED: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  '__isError',
  'name',
  'message',
  'stack',
];

/**
 * Turns anything that was thrown into what crosses the bridge.
 *
 * Own enumerable fields go along if JSON can carry them; a stack and a `cause` stay here.
 */
export function serializeBridgeError(error: unknown): BridgeErrorWire {
  const wire: BridgeErrorWire = { __isError: true, name: 'Error', message: '' };
  if (typeof error !== 'object' || error === null) {
    wire.message = typeof error === 'string' ? error : 'Unknown error';
    return wire;
  }
  const { name, message } = error as { name?: unknown; message?: unknown };
  if (typeof name === 'string') wire.name = name;
  wire.message = typeof message === 'string' ? message : 'Unknown error';
  for (const [field, value] of Object.entries(error)) {
    const carried = SKIPPED.includes(field) ? undefined : jsonCopy(value);
    if (carried !== undefined) wire[field] = carried;
  }
  return wire;
}

/**
 * Turns what crossed the bridge back into an `Error` with its own fields, `code` among them.
 *
 * A value without the mark `__isError` comes back as it is: SDK 3.x and some methods reject with plain values.
 * Fields named like parts of the prototype chain are dropped, and nothing is ever assigned through a setter.
 */
export function deserializeBridgeError(value: unknown): unknown {
  // A copy has own fields only, and no field at all if the value is not an object.
  const wire: Partial<Record<keyof BridgeErrorWire, unknown>> = { ...(value as object) };
  if (!wire.__isError) return value;
  const error = new Error(typeof wire.message === 'string' ? wire.message : '');
  for (const [field, value] of Object.entries(wire)) {
    const isName = field === 'name' && typeof value === 'string';
    if (SKIPPED.includes(field) && !isName) continue;
    Object.defineProperty(error, field, { value, enumerable: !isName, configurable: true, writable: true });
  }
  return error;
}

/** A copy as JSON would carry it, or `undefined` if it cannot (a cycle, a function, a bigint). */
function jsonCopy(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
