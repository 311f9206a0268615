import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Not an attribute of the tag: the content security policy that the page is to have. */
export const POLICY = 'content-security-policy';

const ENTRY = '\0official-sdk';

/** The unmodified official package, made into one classic script that leaves `IAP` on the window. */
async function bundleOfficialSdk(): Promise<string> {
  const built = await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'official-sdk-on-window',
        resolveId: (id) => (id === 'official-sdk' ? ENTRY : null),
        load: (id) =>
          id === ENTRY ? "import { IAP } from '@apps-in-toss/web-bridge'; window.IAP = IAP;" : null,
      },
    ],
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: 'official-sdk', output: { format: 'iife' } },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output))
    throw new Error('Failed to bundle the official SDK: vite made nothing.');
  return output.output[0].code;
}

/** A page of the official SDK; `attributes` are those of the tag of /bridge.js, such as `data-user-key`. */
function officialSdkPage(pageUrl: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>official SDK</title>
<script src="${pageUrl}/bridge.js"${written.join('')}></script><script src="/sdk.js"></script></head>
<body><button id="buy">사기</button></body></html>`;
}

/** Serves pages of the official SDK: `/?data-user-key=user-1&data-platform=ios` has those attributes. */
export async function serveOfficialSdk(pageUrl: string) {
  const sdk = await bundleOfficialSdk();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const script = url.pathname === '/sdk.js';
    const policy = url.searchParams.get(POLICY);
    url.searchParams.delete(POLICY);
    if (policy !== null) response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', `${script ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(script ? sdk : officialSdkPage(pageUrl, Object.fromEntries(url.searchParams)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Another origin than the sandbox's: another port, and another name. */
    at: (attributes: Readonly<Record<string, string>>) =>
      `http://localhost:${port}/?${new URLSearchParams(attributes)}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
