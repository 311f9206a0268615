// One way of asking, measured alone in its process: prints the CPU time of a call in microseconds.
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

const [, , way, calls] = process.argv;
const { origin, cert, key, ca } = JSON.parse(process.env.BENCH_PARTNER);
const connections = 8;
const orderId = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const userKey = '443731104';
const url = `${origin}/api-partner/v1/apps-in-toss/order/get-order-status`;
const headers = { 'content-type': 'application/json', 'x-toss-user-key': userKey };
const body = () => JSON.stringify({ orderId });

const ways = {
  async 'undici.request'() {
    const { Agent, request } = await import('undici');
    const dispatcher = new Agent({ connections, connect: { cert, key, ca } });
    return async () => {
      const response = await request(url, { method: 'POST', headers, body: body(), dispatcher });
      return JSON.parse(await response.body.text()).success;
    };
  },
  async '@ait-iap/server'() {
    const { createPartnerClient } = await import('@ait-iap/server');
    // The budget of 3,000 a minute would make the bench a test of patience.
    const partner = createPartnerClient({
      tls: { cert, key, ca },
      baseUrl: origin,
      connections,
      rateLimit: { perMinute: 1_000_000 },
    });
    return () => partner.getOrderStatus({ orderId, userKey });
  },
  async '@ait-iap/server with fetch'() {
    const { createPartnerClient } = await import('@ait-iap/server');
    const { Agent, fetch } = await import('undici');
    const dispatcher = new Agent({ connections, connect: { cert, key, ca } });
    const bound = async (request) =>
      fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: await request.text(),
        dispatcher,
      });
    const partner = createPartnerClient({
      fetch: bound,
      baseUrl: origin,
      rateLimit: { perMinute: 1_000_000 },
    });
    return () => partner.getOrderStatus({ orderId, userKey });
  },
  async 'undici.fetch'() {
    const { Agent, fetch } = await import('undici');
    const dispatcher = new Agent({ connections, connect: { cert, key, ca } });
    return async () =>
      (await (await fetch(url, { method: 'POST', headers, body: body(), dispatcher })).json()).success;
  },
  async 'ky over undici.fetch'() {
    const { Agent, fetch } = await import('undici');
    const { default: ky } = await import('ky');
    const dispatcher = new Agent({ connections, connect: { cert, key, ca } });
    const http = ky.create({
      retry: 0,
      fetch: async (request) =>
        fetch(request.url, {
          method: request.method,
          headers: [...request.headers],
          body: await request.text(),
          dispatcher,
        }),
    });
    return async () => (await http.post(url, { headers, body: body() }).json()).success;
  },
  async 'node:https'() {
    const agent = new HttpsAgent({ keepAlive: true, maxSockets: connections, cert, key, ca });
    return () =>
      new Promise((resolve, reject) => {
        const text = body();
        const request = httpsRequest(url, {
          method: 'POST',
          agent,
          headers: { ...headers, 'content-length': Buffer.byteLength(text) },
        });
        request.on('error', reject);
        request.on('response', (response) => {
          let received = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => {
            received += chunk;
          });
          response.on('end', () => resolve(JSON.parse(received).success));
        });
        request.end(text);
      });
  },
  async axios() {
    const { default: axios } = await import('axios');
    const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: connections, cert, key, ca });
    return async () => (await axios.post(url, body(), { headers, httpsAgent, proxy: false })).data.success;
  },
};

async function run(ask, count) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const { status } = await ask();
      if (status !== 'PURCHASED') throw new Error(`${way} gave ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

const ask = await ways[way]();
await run(ask, Number(calls) / 4);
const before = process.cpuUsage();
await run(ask, Number(calls));
const { user, system } = process.cpuUsage(before);
console.log((user + system) / Number(calls));
process.exit();
