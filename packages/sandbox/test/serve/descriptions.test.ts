import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { serveSandbox } from '../../src/serve/serve-sandbox.js';
import { temporaryFolder } from './served.js';

let served: ServedSandbox;
const folder = temporaryFolder();
beforeAll(async () => {
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder.path, db: ':memory:', rate: 0 });
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

const get = (path: string) => fetch(served.pageUrl + path);

describe('a served sandbox describes itself', () => {
  test('in OpenAPI 3.1, with its own addresses, and as a file on request', async () => {
    const control = await get('/openapi.json');
    expect(await control.json()).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: `${served.pageUrl}/api` }],
    });
    const partner = await get('/openapi/partner.json?download');
    expect(partner.headers.get('content-disposition')).toContain('partner-api.openapi.json');
    expect(await partner.json()).toMatchObject({ servers: [{ url: served.partnerUrl }] });
  });

  test('to language models, with every guide as Markdown', async () => {
    const index = await (await get('/llms.txt')).text();
    const guides = [...index.matchAll(/\((\/guides\/[\w-]+\.md)\)/g)].map(([, path]) => String(path));
    expect(guides).toContain('/guides/faults.md');
    for (const path of guides) expect((await get(path)).headers.get('content-type')).toContain('markdown');
    expect((await get('/guides/..%2fpackage.md')).status).toBe(404);
  });

  test('and tells another tab of a change before the tab that made it gets its answer', async () => {
    const stream = await get('/api/stream?types=world.changed');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const body = JSON.stringify({ userKey: 'u', sku: 'ait.sandbox.consumable-1' });
    const sent = await fetch(`${served.pageUrl}/api/purchases`, { method: 'POST', body });
    const answered = Date.now();
    await sent.text();
    const told = new TextDecoder().decode((await reader.read()).value);
    const { change, real } = JSON.parse(/^data: (.*)$/m.exec(told)?.[1] ?? '');
    expect(change).toBe('OrderOpened');
    expect(real).toBeLessThanOrEqual(answered);
    await reader.cancel();
  });
});
