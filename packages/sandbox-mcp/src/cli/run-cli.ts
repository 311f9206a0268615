import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { connectSandbox } from '../connection/sandbox-connection.js';
import { findManual } from '../manual/manual.js';
import { createMcpServer, type McpServerOptions } from '../server/create-mcp-server.js';
import { groupsOf } from '../tools/tool.js';
import { type Asked, readFlags } from './read-flags.js';

const HELP = `ait-iap-sandbox mcp: an MCP server for coding agents, over the standard input and output.
(코딩 에이전트를 위한 MCP 서버예요. 표준 입출력으로 통신해요.)

  --url URL         Page of the sandbox. Default: AIT_IAP_URL, else the one that runs in this folder or above, else
                    http://127.0.0.1:4600. (샌드박스 주소)
  --token TOKEN     Token of a sandbox that is exposed. Default: AIT_IAP_TOKEN. (외부에 연 샌드박스의 토큰)
  --read-only       Offers only tools that change nothing. (읽기 도구만 열어요)
  --groups A,B      Offers only tools of these groups, such as orders,faults. (고른 묶음의 도구만 열어요)
  --help            Shows this. (도움말)

An agent starts it; you do not. How to add it to one: docs/coding-agents.md.
(에이전트가 직접 실행해요. 추가하는 방법은 docs/ko/coding-agents.md에 있어요.)`;

/** The output for everything except the protocol. */
export interface CliOutput {
  /** Writes a text to the standard output. */
  readonly out: (text: string) => void;
  /** Writes a text to the standard error. */
  readonly error: (text: string) => void;
}

const terminal: CliOutput = {
  out: (text) => void process.stdout.write(`${text}\n`),
  // Standard output is only for the protocol.
  error: (text) => void process.stderr.write(`${text}\n`),
};

/**
 * Serves an agent over standard input and output. The process ends when the agent closes them.
 * @returns the exit code: 0 once it serves, or 1 if its flags were not understood
 */
export async function runCli(args: readonly string[], { out, error }: CliOutput = terminal): Promise<number> {
  let asked: Asked;
  try {
    asked = readFlags(args);
    if (!asked.help) await refuseUnknownGroups(asked);
  } catch (cause) {
    error(
      `Failed to start: ${cause instanceof Error ? cause.message : cause}. See --help. (--help를 봐 주세요.)`,
    );
    return 1;
  }
  if (asked.help) {
    out(HELP);
    return 0;
  }
  const options = asked;
  serveStdio(() => createMcpServer(options), { onerror: ({ message }) => error(message) });
  return 0;
}

/** A misspelled word would silently offer no tools. */
async function refuseUnknownGroups({ groups, ...place }: McpServerOptions): Promise<void> {
  if (groups === undefined) return;
  const known = groupsOf((await findManual(connectSandbox(place))).controlApi);
  const unknown = groups.filter((group) => !known.includes(group));
  if (unknown.length === 0) return;
  throw new Error(`there is no group ${unknown.join(', ')}. The groups are ${known.join(', ')}`);
}
