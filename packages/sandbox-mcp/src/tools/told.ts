import type { CallToolResult } from '@modelcontextprotocol/server';
import { SandboxCallError } from '../connection/sandbox-call-error.js';

/**
 * The longest answer, in characters. An agent reads all of an answer, and a whole world does not fit into its context.
 */
export const MAX_CHARACTERS = 100_000;

/** An answer of the sandbox. If it is too long, it is cut, and says so. */
export function toldAnswer(text: string): CallToolResult {
  if (text.length <= MAX_CHARACTERS) return said(text);
  const cut = `Cut after ${MAX_CHARACTERS} of ${text.length} characters. Ask for less: with a filter, or with a smaller limit.`;
  return said(`${text.slice(0, MAX_CHARACTERS)}\n\n${cut}`);
}

/** The reason of a failure, so that an agent can react. @throws any error that is not an answer of a sandbox */
export function toldFailure(error: unknown): CallToolResult {
  if (!(error instanceof SandboxCallError)) throw error;
  return { ...said(`${error.code}: ${error.message}`), isError: true };
}

function said(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
