import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { nodeListener } from './node-listener.js';

/** Sends a request as it stands to a handler that answers the URL it was given. */
async function answerTo(head: string): Promise<string> {
  const listener = nodeListener(async (request) => new Response(`asked for ${request.url}`));
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`${head}\r\nconnection: close\r\n\r\n`);
  return text(socket);
}

it.each([
  ['a host with a password', 'GET /grant HTTP/1.1\r\nhost: user:secret@shop.test', 'http://shop.test/grant'],
  [
    'a URL with a password',
    'GET http://u:secret@shop.test/grant HTTP/1.1\r\nhost: a',
    'http://shop.test/grant',
  ],
  [
    'a path with two slashes',
    'GET //u:p@evil.test/grant HTTP/1.1\r\nhost: a',
    'http://a//u:p@evil.test/grant',
  ],
  ['an invalid host', 'GET /grant HTTP/1.1\r\nhost: [', 'http://localhost/grant'],
  ['no host at all', 'GET /grant HTTP/1.0', 'http://localhost/grant'],
])('answers a request with %s', async (_, head, url) => {
  const answer = await answerTo(head);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain(`asked for ${url}`);
});

it('answers 405 to a method that no Request can have', async () => {
  const answer = await answerTo('TRACE /grant HTTP/1.1\r\nhost: a');
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(answer.toLowerCase()).toContain('allow: get, head, post, options');
});
