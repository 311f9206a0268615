import { InvalidFaultError } from '../errors/invalid-fault-error.js';
import { checkFaultSpec } from './check-fault-spec.js';
import type { FaultSpec } from './fault-spec.js';

/** Parameters that are numbers in every form. */
const NUMBERS: readonly string[] = ['delay', 'recordedAfter', 'seconds', 'probability', 'times'];

/**
 * Reads a fault from one line of a header or an attribute, such as `order-status-late; delay=3000`.
 * @throws InvalidFaultError naming the invalid part
 */
export function readFaultText(text: string): FaultSpec {
  const [name = '', ...parts] = text.split(';').map((part) => part.trim());
  const parameters = parts
    .filter((part) => part !== '')
    .map((part) => {
      const [key = '', ...value] = part.split('=');
      if (value.length === 0) throw new InvalidFaultError(key, 'Write each parameter as name=value.');
      return [key.trim(), toValue(key.trim(), value.join('=').trim())] as const;
    });
  return checkFaultSpec({ name, ...Object.fromEntries(parameters) });
}

function toValue(name: string, text: string): unknown {
  return NUMBERS.includes(name) && text !== 'always' ? Number(text) : text;
}
