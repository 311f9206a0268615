import type { SandboxAddress } from '@ait-iap/sandbox/serve';
import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { connectSandbox, type SandboxLink } from '../connection/sandbox-connection.js';
import { findManual, guidesOf, type Manual } from '../manual/manual.js';
import { callOfTool } from '../tools/call-of-tool.js';
import { toldAnswer, toldFailure } from '../tools/told.js';
import { type Tool, type ToolChoice, toolsOf } from '../tools/tool.js';
import { INSTRUCTIONS } from './instructions.js';

/** Options of {@link createMcpServer}: how it finds its sandbox, and which tools it offers. */
export interface McpServerOptions extends SandboxAddress, ToolChoice {}

const MARKDOWN = { mimeType: 'text/markdown' };
const OVERVIEW_URI = 'ait-iap://llms.txt';

/**
 * Creates an MCP server for a sandbox: a tool for each command of its control API, and its guides as resources. It
 * starts without a running sandbox. A tool that finds none says how to start one.
 *
 * @example
 * const server = await createMcpServer({ readOnly: true });
 * await server.connect(new StdioServerTransport());
 */
export async function createMcpServer(options: McpServerOptions = {}): Promise<McpServer> {
  const connection = connectSandbox(options);
  const manual = await findManual(connection);
  const server = new McpServer(
    {
      name: 'ait-iap-sandbox',
      title: 'ait-iap sandbox: in-app purchase of Apps in Toss',
      version: manual.controlApi.info.version,
    },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of toolsOf(manual.controlApi, options)) offerTool(server, tool, connection);
  offerGuides(server, manual);
  return server;
}

function offerTool(server: McpServer, tool: Tool, connection: SandboxLink): void {
  const { name, description, annotations, operation } = tool;
  const inputSchema = fromJsonSchema<Record<string, unknown>>(tool.inputSchema);
  server.registerTool(
    name,
    { title: annotations.title, description, annotations, inputSchema },
    async (given, { mcpReq: { signal } }) => {
      try {
        return toldAnswer(await connection.call({ ...callOfTool(operation, given), signal }));
      } catch (error) {
        return toldFailure(error);
      }
    },
  );
}

function offerGuides(server: McpServer, manual: Manual): void {
  const title = 'What the sandbox is, and where to find the rest';
  server.registerResource('llms.txt', OVERVIEW_URI, { title, ...MARKDOWN }, (uri) => ({
    contents: [{ uri: uri.href, ...MARKDOWN, text: manual.overview }],
  }));
  for (const { name, title: guideTitle } of guidesOf(manual)) {
    server.registerResource(
      name,
      `ait-iap://guides/${name}.md`,
      { title: guideTitle, ...MARKDOWN },
      async (uri) => ({
        contents: [{ uri: uri.href, ...MARKDOWN, text: (await manual.guide(name)) ?? '' }],
      }),
    );
  }
}
