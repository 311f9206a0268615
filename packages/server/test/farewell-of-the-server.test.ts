import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromPool } from '../src/postgres.js';

const message = (type: string, ...parts: (number | string)[]) => {
  const body = Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'string') return Buffer.from(`${part}\0`);
      const number = Buffer.alloc(4);
      number.writeInt32BE(part);
      return number;
    }),
  );
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

const AUTHENTICATED = message('R', 0);
const READY = Buffer.from('Z\0\0\0\u0005I', 'latin1');
const FAREWELL = message('E', 'SFATAL', 'C57P01', 'Mterminating connection due to administrator command', '');

let server: Server;
let url: string;
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    // Whatever is asked, it lets the guest in and says goodbye in one packet: it is being stopped.
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, FAREWELL])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `postgres://guest@127.0.0.1:${(server.address() as { port: number }).port}/shop`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('a server that stops while it accepts a connection', () => {
  const limits = { signal: new AbortController().signal, frame: { opening: '', closing: '', undoing: '' } };

  it('fails the transaction that needed it, and not the process', async () => {
    const host = fromPool(url);
    await expect(host.transaction(async () => 'done', limits as never)).rejects.toThrow();
    await host.close();
  });

  it('fails the query that needed it, and not the process', async () => {
    const host = fromPool(url);
    await expect(host.query('select 1', [])).rejects.toThrow();
    await host.close();
  });
});
