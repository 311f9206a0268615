import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page with one script, on its own origin. */
export interface ScriptPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a page, and its script wherever it asks for one. */
export async function serveScriptPage(
  html: string,
  script: string | Uint8Array | undefined,
): Promise<ScriptPage> {
  const server = createServer((request, response) => {
    const isScript = request.url?.endsWith('.js') === true;
    response.setHeader('content-type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(isScript ? script : html);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
