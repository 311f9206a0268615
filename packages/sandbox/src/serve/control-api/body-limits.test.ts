import { expect, test } from 'vitest';
import { controlApiOfEachTest } from '../../../test/support/control-api.js';
import { controlEndpoints } from './control-endpoints.js';

const opened = controlApiOfEachTest();

const CHUNK = new Uint8Array(1_000_000).fill(0x20);
/** More than any command takes, but for the import, whose limit has a test of its own: it is as long as a text can be. */
const MOST_CHUNKS = 105;

/** A body without an end, and how much of it was asked for. */
function endless() {
  let chunks = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1;
      if (chunks > MOST_CHUNKS) controller.error(new Error('It was read to the end.'));
      else controller.enqueue(CHUNK);
    },
  });
  return { body, asked: () => chunks };
}

test('no command reads an endless body: each says that it is too large, and stops', async () => {
  const commands = controlEndpoints({ ...opened, version: '0' }).filter(
    ({ method, path }) => (method === 'POST' || method === 'PUT') && path !== '/import',
  );
  expect(commands.length).toBeGreaterThan(40);
  for (const { method, path, takes } of commands) {
    const { body, asked } = endless();
    const given = path.endsWith('/:pluginId/versions') ? '?version=1.0.0&track=live' : '';
    const url = `http://sandbox.test${path.replaceAll(/:\w+/g, 'x')}${given}`;
    const answer = await opened.api.request(
      new Request(url, {
        method,
        body,
        duplex: 'half',
        headers: { 'content-type': takes ?? 'application/json' },
      } as RequestInit),
    );
    const { code } = (await answer.json()) as { code: string };
    expect([method, path, answer.status, code]).toEqual([method, path, 413, 'BODY_TOO_LARGE']);
    expect(asked()).toBeLessThanOrEqual(MOST_CHUNKS);
  }
});
