// Bundles the server's door for a runtime without Node's modules, as a Worker is built, and asks for an order in it.
import { createContext, SourceTextModule } from 'node:vm';
import { build } from 'esbuild';

const program = `
  import { createPartnerClient } from '@ait-iap/server';
  export const ask = (fetch) =>
    createPartnerClient({ fetch }).getOrderStatus({ orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '1' });
`;
const { outputFiles } = await build({
  stdin: { contents: program, resolveDir: process.argv[2] ?? '.' },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['workerd', 'worker'],
  // What is published, and not the sources that the tsconfig of this repository points to.
  tsconfigRaw: {},
  logLevel: 'silent',
});
const [{ text }] = outputFiles;
if (/from\s*"node:|require\("node:/.test(text))
  throw new Error('The bundle for a Worker imports a module of Node.');

const web = {
  Request,
  Response,
  Headers,
  URL,
  AbortController,
  AbortSignal,
  DOMException,
  TextDecoder,
  TextEncoder,
};
const context = createContext({ ...web, setTimeout, clearTimeout, crypto, fetch: undefined, console });
const module = new SourceTextModule(text, { context });
await module.link(() => {
  throw new Error('The bundle for a Worker has an import left.');
});
await module.evaluate();
const answer = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', status: 'PURCHASED', reason: '' };
const result = await module.namespace.ask(async () =>
  Response.json({ resultType: 'SUCCESS', success: answer }),
);
if (result.status !== 'PURCHASED') throw new Error(`The bundle for a Worker answered ${result.status}.`);
