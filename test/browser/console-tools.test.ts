import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsolePlace } from './console-place.js';

const GEM = 'ait.sandbox.consumable-1';
const MONTHLY = 'ait.sandbox.subscription-monthly';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
let backend: Server;
/** What the partner's backend was told, newest last. */
let told: Array<{ readonly eventType: string; readonly changeReason?: string }>;
/** What the backend answers. */
let answer: number;
beforeAll(async () => {
  place = await openConsolePlace();
  backend = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    told.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  place.served.webhooks.unregister();
  place.sandbox.reset();
  told = [];
  answer = 204;
});
afterAll(async () => {
  await place.close();
  backend.close();
});

const hook = () => `http://127.0.0.1:${(backend.address() as AddressInfo).port}/webhooks/toss`;
const buy = (sku = GEM) => place.sandbox.console.purchase({ userKey: 'minji', sku }).orderId;
const reasons = () => told.flatMap(({ changeReason }) => changeReason ?? []);

describe('웹훅', () => {
  test('a URL verifies itself, gets a renewal, refuses one, and gets it again', async () => {
    const page = await place.open('/webhooks');
    await page.getByRole('textbox', { name: 'URL' }).fill(hook());
    await page.getByRole('button', { name: '등록하고 확인하기', exact: true }).click();
    await page.getByText('사용 중').waitFor();

    buy(MONTHLY);
    const created = page.getByRole('row', { name: /CREATED/ });
    await created.getByText('전달됨').waitFor();
    answer = 500;
    await place.sandbox.clock.advance('32 days');
    const renewed = page.getByRole('row', { name: /RENEWED/ });
    await renewed.getByText('대기 중').waitFor();
    await expect.poll(() => renewed.getByText('500').count()).toBe(1);
    answer = 204;
    await renewed.getByRole('button', { name: '다시 보내기', exact: true }).click();
    await renewed.getByText('전달됨').waitFor();
    expect(reasons()).toEqual(['CREATED', 'RENEWED', 'RENEWED']);

    await page.getByRole('button', { name: '등록 해제하기', exact: true }).click();
    await page.getByText('사용 중').waitFor({ state: 'detached' });
    expect(place.served.webhooks.target()).toBeUndefined();
  });

  test('a URL that refuses its verification is not used, and no scenario can be played', async () => {
    answer = 404;
    const page = await place.open('/webhooks');
    await page.getByRole('textbox', { name: 'URL' }).fill(hook());
    await page.getByRole('button', { name: '등록하고 확인하기', exact: true }).click();
    await page.getByText('확인 안 됨').waitFor();
    const story = page.getByRole('listitem', { name: '구독하고 두 번 갱신돼요' });
    expect(await story.getByRole('button', { name: '실행하기', exact: true }).isDisabled()).toBe(true);
  });

  test('a scenario sends its events to the URL', async () => {
    await place.served.webhooks.register({ url: hook() });
    const page = await place.open('/webhooks');
    const story = page.getByRole('listitem', { name: '구독하고 두 번 갱신돼요' });
    await story.getByRole('button', { name: '실행하기', exact: true }).click();
    await page.getByText('실행했어요. 전달 내역에서 볼 수 있어요').waitFor();
    expect(reasons()).toEqual(['CREATED', 'RENEWED', 'RENEWED']);
    await expect.poll(() => page.getByRole('row', { name: /RENEWED/ }).count()).toBe(2);
  });
});

describe('오류', () => {
  test.each([
    ['purchase-error', 'INTERNAL_ERROR'],
    ['paid-after-error', 'USER_CANCELED'],
  ])('%s offers the codes of the platform, its usual one first', async (name, usual) => {
    const page = await place.open(`/faults?fault=${name}`);
    const code = page.getByRole('dialog').getByRole('combobox', { name: 'code', exact: true });
    expect(await code.innerText()).toContain(usual);
    await code.click();
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      usual,
      ...IAP_ERROR_CODES.filter((each) => each !== usual),
    ]);
    await page.getByRole('option', { name: 'NETWORK_ERROR', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '준비하기', exact: true }).click();
    await expect.poll(() => place.sandbox.faults.list()).toMatchObject([{ name, code: 'NETWORK_ERROR' }]);
  });
});

describe('시계', () => {
  test('moves forward, runs faster, stops, and comes back to the time of this machine', async () => {
    const page = await place.open('/clock');
    const now = () => place.sandbox.clock.now();
    const began = now();
    await page.getByRole('button', { name: '49시간 (구글 48시간 지나기)', exact: true }).click();
    await expect.poll(() => now() - began).toBe(49 * 3_600_000);
    await page.getByRole('textbox', { name: '양' }).fill('3');
    await page.getByRole('button', { name: '보내기', exact: true }).click();
    await expect.poll(() => now() - began).toBe((49 + 72) * 3_600_000);
    await page.getByRole('button', { name: '1초에 하루', exact: true }).click();
    await expect.poll(() => place.sandbox.clock.state().rate).toBe(86_400);
    await page.getByRole('button', { name: '멈추기', exact: true }).click();
    await page.getByText('멈춰 있어요').waitFor();

    place.sandbox.clock.restart({ now: Date.now() - 86_400_000, rate: 0 });
    const kept = buy();
    await page.reload();
    await page.getByRole('button', { name: '이 컴퓨터의 시각으로', exact: true }).click();
    await page.getByText('이 컴퓨터의 시각으로 옮겼어요').waitFor();
    expect(Math.abs(now() - Date.now())).toBeLessThan(600_000);

    await place.sandbox.clock.advance('31 days');
    buy();
    await page.getByRole('button', { name: '이 컴퓨터의 시각으로 되돌리기' }).click();
    await page.getByText('그 뒤에 있었던 일이 사라져요').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: '이 컴퓨터의 시각으로 되돌리기', exact: true })
      .click();
    await expect.poll(() => Math.abs(now() - Date.now())).toBeLessThan(600_000);
    expect(place.sandbox.orders().map(({ orderId }) => orderId)).toEqual([kept]);
  });
});

describe('기록', () => {
  test('a world is exported, deleted, imported again, and goes back to an earlier moment', async () => {
    const orderId = buy();
    const page = await place.open('/log');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '세계 내보내기', exact: true }).click(),
    ]);
    const file = await download.path();
    expect(readFileSync(file, 'utf8')).toContain(orderId);

    await page.getByRole('button', { name: '처음부터 다시', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '처음부터 다시', exact: true }).click();
    await expect.poll(() => place.sandbox.orders().length).toBe(0);
    await page.getByRole('button', { name: '세계 가져오기: curl로 보기' }).click();
    const line = `curl -X POST '${new URL('/api/import', page.url()).href}' -H 'content-type: application/x-ndjson' --data-binary '@world.jsonl'`;
    await page.getByText(line).waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('세계 가져오기', { exact: true }).setInputFiles(file);
    await expect.poll(() => place.sandbox.order(orderId)?.state).toBe('PURCHASED');

    const granted = place.sandbox.world.store.lastSeq();
    place.sandbox.refund(orderId);
    const seq = page.getByText(String(granted), { exact: true });
    const purchased = page.getByRole('listitem').filter({ has: seq });
    await purchased.getByRole('button', { name: '이 시점으로 되돌리기', exact: true }).click();
    await expect.poll(() => place.sandbox.order(orderId)?.state).toBe('PURCHASED');
  });
});
