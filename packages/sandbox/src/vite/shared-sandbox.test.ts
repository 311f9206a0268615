import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServeOptions } from '../serve/serve-options.js';
import { assertNode, useSandbox } from './shared-sandbox.js';

/** Serving itself is tested elsewhere and needs a build. */
const served = vi.hoisted(() => ({ open: 0, started: 0, fails: undefined as Error | undefined }));
vi.mock('../serve/serve-sandbox.js', () => ({
  serveSandbox: async ({ port }: ServeOptions) => {
    served.started += 1;
    if (served.fails !== undefined) throw served.fails;
    served.open += 1;
    const close = async () => {
      served.open -= 1;
    };
    return { pageUrl: `http://127.0.0.1:${port}`, close };
  },
}));

const dir = mkdtempSync(join(tmpdir(), 'ait-iap-shared-'));
const place = { port: 0, partnerPort: 0, dir };
const ends: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];

afterEach(async () => {
  Object.assign(served, { started: 0, fails: undefined });
  for (const end of ends.splice(0)) await end();
});

describe('a sandbox that development servers use', () => {
  it('is started once, and ends with its last user', async () => {
    const [one, two] = await Promise.all([useSandbox(place), useSandbox(place)]);
    expect([served.started, one.isOurs, two.isOurs]).toEqual([1, true, true]);
    await one.release();
    await one.release();
    expect(served.open).toBe(1);
    await two.release();
    expect(served.open).toBe(0);
    await (await useSandbox(place)).release();
    expect([served.started, served.open]).toEqual([2, 0]);
  });

  it('is the one that already runs on the port, and then no server ends it', async () => {
    const running = createServer((_, response) => response.end('{"status":"ok","sandbox":true}'));
    await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
    ends.push(() => running.close());
    const { port } = running.address() as AddressInfo;
    const used = await useSandbox({ ...place, port });
    expect(used).toMatchObject({ isOurs: false, pageUrl: `http://127.0.0.1:${port}` });
    await used.release();
    expect(served.started).toBe(0);
  });

  it('may be started again after it could not be', async () => {
    served.fails = new Error('the disk is full');
    await expect(useSandbox(place)).rejects.toThrow('the disk is full');
    served.fails = undefined;
    await (await useSandbox(place)).release();
    expect(served.open).toBe(0);
  });

  it('says which Node it needs when Vite runs on an older one', () => {
    for (const version of ['20.20.2', '22.17.9'])
      expect(() => assertNode(version)).toThrow(/Node 22\.18 or newer/);
    for (const version of ['22.18.0', '24.0.0']) expect(() => assertNode(version)).not.toThrow();
  });
});
