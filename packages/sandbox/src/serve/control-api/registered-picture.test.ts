import { expect, test } from 'vitest';
import { controlApiOfEachTest } from '../../../test/support/control-api.js';
import { png } from '../../../test/support/png.js';

const opened = controlApiOfEachTest();

async function send(path: string, body: unknown = {}) {
  const answer = await opened.api.request(path, { method: 'POST', body: JSON.stringify(body) });
  // biome-ignore lint/suspicious/noExplicitAny: JSON of several shapes; the expectations say which.
  return { status: answer.status, body: (await answer.json()) as any };
}

const form = {
  ...{ type: 'CONSUMABLE', name: '보석 10개', description: '게임에서 쓰는 보석이에요' },
  supplyPrice: 1000,
};
const withPicture = (bytes: Buffer) => ({ ...form, picture: bytes.toString('base64') });

test('a registration reads the picture itself, and does not trust what the request says about it', async () => {
  await send('/account/contract', { by: 'CHIEF_ADMINISTRATOR' });
  await send('/account/kyc');
  await send('/account/kyc-decision', { decision: 'APPROVED' });
  const small = await send('/registrations', withPicture(png(512, 512)));
  expect([small.status, small.body.problems[0].field]).toEqual([422, 'image']);
  expect((await send('/registrations', withPicture(Buffer.from('no picture')))).status).toBe(422);
  const image = { mimeType: 'image/png', width: 1024, height: 1024 };
  const both = await send('/registrations', { ...withPicture(png(512, 512)), image });
  expect([both.status, both.body.field]).toEqual([400, 'image']);

  const { status, body } = await send('/registrations', withPicture(png(1024, 1024)));
  expect(status).toBe(201);
  expect(body.iconUrl).toMatch(/^data:image\/png;base64,iVBOR/);
});
