import type { CallToolResult } from '@modelcontextprotocol/server';
import { SandboxCallError } from '../connection/sandbox-call-error.js';

/** An agent reads all of an answer; a whole world does not fit into what it can keep in mind. */
export const MAX_CHARACTERS = 100_000;

/** An answer of the sandbox, as it is; what is too long is cut, and says so. */
export function toldAnswer(text: string): CallToolResult {
  if (text.length <= MAX_CHARACTERS) return said(text);
  const cut = `Cut after ${MAX_CHARACTERS} of ${text.length} characters. Ask for less: with a filter, or with a smaller limit.`;
  return said(`${text.slice(0, MAX_CHARACTERS)}\n\n${cut}`);
}

/** Why nothing was done, so that an agent can do something about it. @throws what is no answer of a sandbox */
export function toldFailure(error: unknown): CallToolResult {
  if (!(error instanceof SandboxCallError)) throw error;
  return { ...said(`${error.code}: ${error.message}`), isError: true };
}

function said(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
