import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Client } from 'pg';

/** A pooler between a test and a real server, as PgBouncer with `pool_mode = transaction` and no prepared statements. */
export interface TransactionPooler {
  /** The connection string through it. */
  readonly url: string;
  /** How often a client was given another connection than before. */
  readonly swaps: number;
  close(): Promise<void>;
}

const SSL_REQUEST = 80877103;
const IDLE = 'I'.charCodeAt(0);

/** A connection to the server, signed in by `pg` and then taken over. */
interface Backend {
  readonly client: Client;
  readonly stream: Socket;
}

/**
 * Starts one with as many connections to the server as named. A client gets one for a transaction, or for a statement outside
 * any; the next time it gets the one that has been free for longest.
 */
export async function startTransactionPooler(target: string, backends = 2): Promise<TransactionPooler> {
  const all = await Promise.all(Array.from({ length: backends }, () => openBackend(target)));
  const free = [...all];
  const waiting: ((backend: Backend) => void)[] = [];
  const sockets = new Set<Socket>();
  const state = { swaps: 0 };
  const acquire = () =>
    new Promise<Backend>((resolve) => {
      const backend = free.shift();
      if (backend === undefined) waiting.push(resolve);
      else resolve(backend);
    });
  const release = (backend: Backend) => {
    const next = waiting.shift();
    if (next === undefined) free.push(backend);
    else next(backend);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    serveClient(socket, acquire, release, state);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url.search = '';
  return {
    url: url.href,
    get swaps() {
      return state.swaps;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      for (const { stream } of all) stream.destroy();
    },
  };
}

async function openBackend(target: string): Promise<Backend> {
  const client = new Client({ connectionString: target });
  client.on('error', () => undefined);
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  return { client, stream };
}

/** Speaks the server's side of the protocol to one client, and lends it a backend from its first message to the next idle. */
function serveClient(
  socket: Socket,
  acquire: () => Promise<Backend>,
  release: (backend: Backend) => void,
  state: { swaps: number },
): void {
  let backend: Backend | undefined;
  let last: Backend | undefined;
  let started = false;
  let received: Buffer = Buffer.alloc(0);
  let work = Promise.resolve();
  socket.on('error', () => undefined);

  const answer = messages((type, message) => {
    socket.write(message);
    if (type !== 'Z' || message[5] !== IDLE || backend === undefined) return;
    backend.stream.off('data', answer);
    release(backend);
    backend = undefined;
  });
  const forward = async (message: Buffer) => {
    if (backend === undefined) {
      backend = await acquire();
      if (last !== undefined && last !== backend) state.swaps += 1;
      last = backend;
      backend.stream.on('data', answer);
    }
    backend.stream.write(message);
  };
  const take = messages((type, message) => {
    if (type !== 'X') work = work.then(() => forward(message));
  });
  socket.on('data', (chunk: Buffer) => {
    if (started) return take(chunk);
    received = Buffer.concat([received, chunk]);
    if (received.length < 8 || received.length < received.readInt32BE(0)) return;
    const asksForTls = received.readInt32BE(4) === SSL_REQUEST;
    received = Buffer.alloc(0);
    if (asksForTls) {
      socket.write('N');
      return;
    }
    started = true;
    socket.write(welcome());
  });
  socket.on('close', () => {
    // A client that goes away inside a transaction leaves it to the pooler to end it.
    if (backend !== undefined) backend.stream.write(frame('Q', Buffer.from('ROLLBACK\0')));
  });
}

/** Signed in, by whatever name; the process id is the pooler's own, as that of PgBouncer. */
function welcome(): Buffer {
  const key = Buffer.alloc(8);
  key.writeInt32BE(0x5eed_0001 + Math.floor(Math.random() * 1_000), 0);
  return Buffer.concat([
    frame('R', Buffer.alloc(4)),
    frame('S', Buffer.from('client_encoding\0UTF8\0')),
    frame('S', Buffer.from('server_version\x0016.0\0')),
    frame('K', key),
    frame('Z', Buffer.from('I')),
  ]);
}

function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** Cuts a stream of bytes into messages. */
function messages(each: (type: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const length = rest.readInt32BE(1) + 1;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      each(String.fromCharCode(message[0] ?? 0), message);
    }
  };
}
