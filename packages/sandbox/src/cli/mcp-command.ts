import { Command } from 'commander';
import type { Output } from './console-output.js';
import { loadOptionalPackage } from './optional-package.js';

const PACKAGE = '@ait-iap/sandbox-mcp';

/** The function of the package that runs this command. */
interface McpPackage {
  /** @returns the exit code */
  runCli(args: readonly string[]): Promise<number>;
}

/** `mcp`: a server for coding agents, over standard input and output. It is in a separate package. */
export function mcpCommand(_output: Output): Command {
  const summary = '코딩 에이전트를 위한 MCP 서버예요. (An MCP server for coding agents.)';
  return new Command('mcp')
    .summary(summary)
    .description(`${summary}\n\nNeeds the package ${PACKAGE}, which knows its own flags.`)
    .argument('[flags...]')
    .allowUnknownOption()
    .action(async (flags: string[]) => {
      const { runCli } = await loadOptionalPackage<McpPackage>(PACKAGE);
      process.exitCode = await runCli(flags);
    });
}
