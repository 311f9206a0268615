import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** As the tools write them. The byte before one is the last of a length, and may be a letter. */
const STATEMENTS = { begin: /(begin|start transaction)\b/i, commit: /commit\b/i };

/** A network between a client and a server that can fall silent: connections stay open, and nothing passes any more. */
export interface SilentNetwork {
  /** The same address of the server, through this network. */
  readonly url: string;
  /** What clients have said since it fell silent, in bytes. */
  readonly unheard: number;
  /** How many connections of clients are open. */
  readonly connections: number;
  fallSilent(): void;
  /** Passes the next such statement on, and then falls silent, or cuts the connection: the answer to it is lost. */
  loseAnswerTo(statement: keyof typeof STATEMENTS, how: 'silent' | 'cut'): void;
  /** New connections work again. Those that have met the silence stay silent for ever. */
  speak(): void;
  close(): Promise<void>;
}

export async function silentNetwork(url: string): Promise<SilentNetwork> {
  const target = new URL(url);
  const ends = new Set<Socket>();
  let silent = false;
  let unheard = 0;
  let connections = 0;
  let lost: { readonly statement: RegExp; readonly how: 'silent' | 'cut' } | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let met = silent;
    connections += 1;
    for (const end of [client, upstream]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => ends.delete(end));
    }
    client.on('close', () => {
      connections -= 1;
      upstream.end();
    });
    upstream.on('close', () => client.destroy());
    client.on('data', (bytes) => {
      met ||= silent;
      if (met) unheard += bytes.length;
      else upstream.write(bytes);
      if (!lost?.statement.test(bytes.toString('latin1'))) return;
      if (lost.how === 'cut') client.destroy();
      else silent = true;
      met = true;
      unheard += bytes.length;
      lost = undefined;
    });
    upstream.on('data', (bytes) => {
      met ||= silent;
      if (!met) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    get unheard() {
      return unheard;
    },
    get connections() {
      return connections;
    },
    fallSilent: () => {
      silent = true;
      unheard = 0;
    },
    loseAnswerTo: (statement, how) => {
      lost = { statement: STATEMENTS[statement], how };
      unheard = 0;
    },
    speak: () => {
      silent = false;
    },
    close: () => {
      for (const end of ends) end.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
