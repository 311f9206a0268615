import type { SandboxCall } from '../connection/sandbox-connection.js';
import type { PartPlace, ToolOperation } from './operation.js';

/** The call of a tool with the arguments of an agent. */
export function callOfTool(
  { method, path, parts, takesMore }: ToolOperation,
  given: Readonly<Record<string, unknown>>,
): Pick<SandboxCall, 'method' | 'path' | 'body'> {
  const placed = (place: PartPlace) =>
    parts.filter((part) => part.place === place && given[part.name] !== undefined).map(({ name }) => name);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const query = new URLSearchParams(placed('query').map((name) => [name, String(given[name])]));
  const elsewhere = [...placed('path'), ...placed('query')];
  const names = takesMore ? Object.keys(given).filter((name) => !elsewhere.includes(name)) : placed('body');
  const body = names.length > 0 ? Object.fromEntries(names.map((name) => [name, given[name]])) : undefined;
  return {
    method,
    path: `/api${filled === '/' ? '' : filled}${query.size > 0 ? `?${query}` : ''}`,
    ...(body !== undefined && { body }),
  };
}
