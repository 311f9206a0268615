import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SANDBOX = fileURLToPath(new URL('../../sandbox/bin/ait-iap-sandbox.js', import.meta.url));
const OWN = fileURLToPath(new URL('../bin/ait-iap-sandbox-mcp.js', import.meta.url));
const SKU = 'ait.sandbox.consumable-1';

let folder: string;
let served: ServedSandbox | undefined;
let agent: Client | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-mcp-'));
});
afterEach(async () => {
  await agent?.close();
  await served?.close();
  [agent, served] = [undefined, undefined];
  rmSync(folder, { recursive: true, force: true });
});

/** Serves from the folder, so that an agent that works in it finds the sandbox. */
async function serve(): Promise<ServedSandbox> {
  const dir = join(folder, '.ait-iap');
  served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:', rate: 0 });
  return served;
}

/** Starts the server as an agent does, in the folder of its project. */
async function start(
  args: readonly string[],
  mode: 'legacy' | 'auto' = 'legacy',
  env: Record<string, string> = {},
): Promise<Client> {
  agent = new Client({ name: 'test-agent', version: '1.0.0' }, { versionNegotiation: { mode } });
  const [command, cwd] = [process.execPath, folder];
  await agent.connect(new StdioClientTransport({ command, args: [...args], cwd, env, stderr: 'ignore' }));
  return agent;
}

async function use(name: string, given: Record<string, unknown> = {}) {
  const { content, isError } = await (agent as Client).callTool({ name, arguments: given });
  const [part] = content as Array<{ text: string }>;
  return { text: part?.text ?? '', isError };
}
const answer = async (name: string, given?: Record<string, unknown>) =>
  JSON.parse((await use(name, given)).text);

describe.each(['legacy', 'auto'] as const)('an agent of the %s protocol', (mode) => {
  test('lists products, arms a fault, buys, reads the timeline and refunds', async () => {
    await serve();
    await start([SANDBOX, 'mcp'], mode);
    const { products } = await answer('products_list');
    expect(products.map(({ sku }: { sku: string }) => sku)).toContain(SKU);

    await answer('faults_create', { name: 'grant-answer-lost', userKey: 'user-1' });
    const { order } = await answer('purchases_create', { userKey: 'user-1', sku: SKU });
    expect(order.state).not.toBe('PURCHASED');
    const { wire } = await answer('orders_get_timeline', { orderId: order.orderId });
    expect(wire.map(({ type }: { type: string }) => type)).toContain('fault.struck');

    await answer('orders_refund', { orderId: order.orderId, reason: 'NOT_DELIVERED' });
    expect(await answer('orders_get', { orderId: order.orderId })).toMatchObject({ state: 'REFUNDED' });
    expect(served?.sandbox.order(order.orderId)?.state).toBe('REFUNDED');
  });
});

describe('the MCP server', () => {
  test('says for each tool whether it only reads, and offers the guides as Markdown', async () => {
    await serve();
    const client = await start([OWN]);
    const { tools } = await client.listTools();
    const hints = Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.orders_list).toMatchObject({ readOnlyHint: true });
    expect(hints.reset).toMatchObject({ readOnlyHint: false, destructiveHint: true });

    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining(['ait-iap://llms.txt', 'ait-iap://guides/faults.md']),
    );
    const { contents } = await client.readResource({ uri: 'ait-iap://guides/faults.md' });
    expect(contents).toMatchObject([
      { mimeType: 'text/markdown', text: expect.stringContaining('# Faults') },
    ]);
  });

  test('starts while no sandbox runs, says how to start one, and finds it once it runs', async () => {
    await start([OWN, '--url', 'http://127.0.0.1:9']);
    const { text, isError } = await use('orders_list');
    expect(isError).toBe(true);
    expect(text).toMatch(/^NOT_RUNNING: .*npx ait-iap-sandbox serve/s);

    await agent?.close();
    await start([OWN]);
    await serve();
    expect(await answer('orders_list')).toEqual({ orders: [] });
  });

  test.each(['localhost:4600', 'nonsense'])(
    'starts, and says that AIT_IAP_URL is no address: %s',
    async (url) => {
      await start([OWN], 'legacy', { AIT_IAP_URL: url });
      const { text, isError } = await use('orders_list');
      expect(isError).toBe(true);
      expect(text).toMatch(/^INVALID_URL: .*Give AIT_IAP_URL one like/s);
    },
  );

  test('says to an agent that another program answers, also if it answers every address with its page', async () => {
    const other = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await start([OWN, '--url', `http://127.0.0.1:${(other.address() as AddressInfo).port}`]);
    const { text, isError } = await use('orders_list');
    other.close();
    other.closeAllConnections();
    expect(isError).toBe(true);
    expect(text).toMatch(/^NOT_A_SANDBOX: /);
  });

  test('passes on the message of the sandbox when something is refused', async () => {
    await serve();
    await start([OWN]);
    const { text, isError } = await use('orders_get', { orderId: 'nope' });
    expect(isError).toBe(true);
    expect(text).toMatch(/^ORDER_NOT_FOUND: /);
  });

  test('offers only the tools that its flags choose', async () => {
    await serve();
    const client = await start([SANDBOX, 'mcp', '--read-only', '--groups', 'clock']);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['clock_get']);
  });

  test('prints its own help through the command of the sandbox', () => {
    const help = execFileSync(process.execPath, [SANDBOX, 'mcp', '--help'], { encoding: 'utf8' });
    expect(help).toContain('--read-only');
  });
});
