import { describe, expect, test } from 'vitest';
import { controlApiOfEachTest } from '../../../test/support/control-api.js';
import { WIRE_LENGTH } from '../../wire/wire.js';

const opened = controlApiOfEachTest();

const push = (text: string, userKey = 'u') =>
  opened.sandbox.wire.publish({ type: 'push.sent', userKey, text, orderId: `order-${text}` });

/** Reads the stream until it has sent the wanted number of events. */
async function listen(query = '', headers: Record<string, string> = {}) {
  const answer = await opened.api.request(`/stream${query}`, { headers });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  return {
    type: answer.headers.get('content-type'),
    async until(count: number): Promise<string> {
      while ((text.match(/^data: /gm) ?? []).length < count) {
        text += new TextDecoder().decode((await reader.read()).value);
      }
      return text;
    },
    end: () => reader.cancel(),
  };
}

const textsOf = (stream: string) => [...stream.matchAll(/"text":"(\w+)"/g)].map(([, text]) => text);

describe('GET /stream', () => {
  test('sends what happens from now on, as server-sent events', async () => {
    push('before');
    const stream = await listen();
    push('a');
    push('b');
    expect(stream.type).toMatch(/^text\/event-stream/);
    expect(textsOf(await stream.until(2))).toEqual(['a', 'b']);
    await stream.end();
  });

  test('continues after the last event that a listener had', async () => {
    const { seq } = push('a');
    push('b');
    const stream = await listen('', { 'last-event-id': `${opened.sandbox.wire.origin}.${seq}` });
    push('c');
    const text = await stream.until(2);
    expect(textsOf(text)).toEqual(['b', 'c']);
    expect(text).not.toContain('event: gap');
    await stream.end();
  });

  test.each([
    ['another start of the sandbox', () => 'other.3'],
    ['an event that was already dropped', () => `${opened.sandbox.wire.origin}.1`],
  ])('says that there is a gap after %s', async (_what, id) => {
    for (let count = 0; count < WIRE_LENGTH + 5; count++) push('x');
    const stream = await listen(`?types=mail.sent&lastEventId=${id()}`);
    expect(await stream.until(1)).toContain('event: gap');
    await stream.end();
  });

  test('begins with the requested number of past events, of the requested kinds', async () => {
    for (const text of ['a', 'b', 'c']) push(text);
    push('other', 'somebody');
    const stream = await listen('?replay=2&userKey=u&types=push.sent');
    expect(textsOf(await stream.until(2))).toEqual(['b', 'c']);
    push('d', 'somebody');
    push('e');
    expect(textsOf(await stream.until(3))).toEqual(['b', 'c', 'e']);
    await stream.end();
  });

  test('drops a listener that does not read, and one that has left', async () => {
    const answer = await opened.api.request('/stream');
    for (let count = 0; count < 5_000; count++) push('x');
    const text = await answer.text();
    expect(textsOf(text).length).toBeLessThan(5_000);
    const gone = await listen();
    await gone.end();
    expect(() => push('y')).not.toThrow();
  });

  test('refuses an event that does not exist, by its name', async () => {
    const answer = await opened.api.request('/stream?types=push.snet');
    expect([answer.status, (await answer.json()).field]).toEqual([400, 'types']);
  });
});

test('GET /wire lists the newest of what has happened, narrowed as the stream is', async () => {
  for (const text of ['a', 'b', 'c']) push(text);
  const read = async (query: string) => (await (await opened.api.request(`/wire${query}`)).json()) as never;
  const body: { events: object[]; last: number; origin: string } = await read('?limit=2');
  expect(body.events).toMatchObject([{ text: 'b' }, { text: 'c' }]);
  expect([body.last, body.origin]).toEqual([opened.sandbox.wire.last(), opened.sandbox.wire.origin]);
  expect((await read('?orderId=order-a')) as { events: object[] }).toMatchObject({ events: [{ text: 'a' }] });
});
