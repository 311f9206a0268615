import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const PROGRAM = `
  import { IAP as official } from '@apps-in-toss/web-bridge';
  import { createIapClient, IAP as ours } from '@ait-iap/client';
  import { httpGrant } from '@ait-iap/client/http-grant';
  Object.assign(globalThis, { sdks: { official, ours }, createIapClient, httpGrant });
`;

/** What a page of {@link startClientPages} looks like to a test. */
export interface ClientPageOptions {
  /** Attributes of the tag of /bridge.js; without it the page is outside the Toss app. */
  readonly bridge?: Readonly<Record<string, string>>;
}

/** Pages that carry the official SDK and ours side by side, each as a bundler would make it from its sources. */
export async function startClientPages(bridgeUrl: string) {
  const alias = Object.fromEntries(
    ['client/http-grant', 'client', 'protocol'].map((name) => {
      const [folder, entry = 'index'] = name.split('/');
      return [`@ait-iap/${name}`, `${ROOT}packages/${folder}/src/${entry}.ts`];
    }),
  );
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: ROOT },
    alias,
    bundle: true,
    format: 'iife',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const attributes = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const tag = [...attributes].map(([name, value]) => `data-${name}="${value}"`).join(' ');
    const bridge = attributes.size > 0 ? `<script src="${bridgeUrl}/bridge.js" ${tag}></script>` : '';
    response.end(`<!doctype html>${bridge}<script>${script.replaceAll('</script', '<\\/script')}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: ({ bridge = {} }: ClientPageOptions = {}) =>
      `http://localhost:${port}/?${new URLSearchParams(bridge).toString()}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
