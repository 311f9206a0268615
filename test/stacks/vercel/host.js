// Stands for Vercel: gives each request to the function of its path, by its method. The functions lie where nothing of the project
// is near, so what `vercel build` has traced has to be enough.
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

process.env.CRON_SECRET = 'cron-secret';
const deployed = resolve('../vercel-deployed');
cpSync('.vercel/output/functions', deployed, { recursive: true });
const load = (name) => import(pathToFileURL(join(deployed, `${name}.func`, `${name}.js`)));

const started = performance.now();
const iap = await load('api/iap');
console.log(`figure: cold start, import and set-up ${Math.round(performance.now() - started)} ms`);
const cron = await load('api/cron/reconcile');

createServer(async (incoming, outgoing) => {
  const { url, method, headers } = incoming;
  const bytes = Buffer.concat(await incoming.toArray());
  const request = new Request(new URL(url, 'http://127.0.0.1'), {
    method,
    headers,
    ...(bytes.length > 0 ? { body: bytes } : {}),
  });
  const answer = await (url.startsWith('/cron/') ? cron : iap)[method](request);
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}).listen(Number(process.env.PORT), '127.0.0.1');
