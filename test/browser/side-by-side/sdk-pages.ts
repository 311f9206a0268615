import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The two packages. The same page is built with each of them. */
const SDKS = {
  official: '@apps-in-toss/web-bridge',
  ours: `${ROOT}packages/client/src/index.ts`,
} as const;

/** One of the two. */
export type SdkName = keyof typeof SDKS;

/** The page's script over one SDK. */
async function bundle(sdk: SdkName): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: { 'sdk-under-test': SDKS[sdk], '@ait-iap/protocol': `${ROOT}packages/protocol/src/index.ts` },
    },
    build: {
      write: false,
      minify: false,
      rollupOptions: {
        input: fileURLToPath(new URL('./page.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`Failed to bundle the page of ${sdk}.`);
  return output.output[0].code;
}

/** Attributes of the tag of /bridge.js, such as `data-payment`; `undefined` for a page without it. */
export type HostAttributes = Readonly<Record<string, string>> | undefined;

/** Serves the same page over either SDK. */
export async function serveSdkPages(pageUrl: string) {
  const scripts = { official: await bundle('official'), ours: await bundle('ours') };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, sdk, file] = url.pathname.split('/') as [string, SdkName, string];
    const script = file === 'page.js';
    const attributes = [...url.searchParams].map(([name, value]) => ` ${name}="${value}"`).join('');
    const bridge = attributes && `<script src="${pageUrl}/bridge.js"${attributes}></script>`;
    response.setHeader('content-type', `${script ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(script ? scripts[sdk] : `<!doctype html>${bridge}<script src="page.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    at: (sdk: SdkName, attributes: HostAttributes) =>
      `http://localhost:${port}/${sdk}/?${new URLSearchParams(attributes)}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
