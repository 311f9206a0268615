export { runCli } from './cli/run-cli.js';
export { SandboxCallError } from './connection/sandbox-call-error.js';
export { createMcpServer, type McpServerOptions } from './server/create-mcp-server.js';
export type { ToolChoice } from './tools/tool.js';
