import { describe, expect, it } from 'vitest';
import { narrowShop } from './narrow-shop.js';
import { openShop, toldTo } from './official-shop.js';

const shop = narrowShop();

const open = (attributes: Record<string, string> = {}, grant = 'true') =>
  openShop(shop.page, shop.at({ 'data-user-key': 'hidden', ...attributes }), grant);
const sheet = () => shop.page.getByRole('dialog', { name: '테스트 상품 - 1' });
const pay = () => sheet().getByRole('button', { name: '결제하기' }).click();
const hint = () => sheet().getByText('계속 재생되고 있어요');
const leave = async () => {
  await shop.page.keyboard.press('Escape');
  // A closed dialog is gone before its page hears of it.
  await shop.page.locator('[data-ait-iap-sheet]').waitFor({ state: 'detached' });
};
const seen = () => shop.page.evaluate('window.seen') as Promise<string[]>;

/** The page writes down each change of its visibility that it is told. */
const watchVisibility = () =>
  shop.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const note = (from: string) => () =>
      void seen.push(`${from} ${document.visibilityState} ${document.hidden}`);
    document.addEventListener('visibilitychange', note('listener'));
    document.onvisibilitychange = note('property');
  });

/** Waits in the page until its throttled timers have fired twice, which takes more than a second. */
const aWhile = () =>
  shop.page.evaluate(
    () =>
      new Promise<void>((done) => {
        setTimeout(() => setTimeout(done, 10), 10);
      }),
  );

describe('while the sheet is open', () => {
  it('the page is hidden, gets one event, and is visible again when the sheet closes', async () => {
    await open();
    await watchVisibility();
    await shop.page.click('#buy');
    await sheet().waitFor();
    expect(await seen()).toEqual(['listener hidden true', 'property hidden true']);
    await leave();
    expect((await seen()).slice(2)).toEqual(['listener visible false', 'property visible false']);
    const own = await shop.page.evaluate(() => Object.getOwnPropertyNames(document));
    expect(own).not.toContain('visibilityState');
    expect(own).not.toContain('hidden');
  });

  it('the page stays hidden until the last of two sheets closes', async () => {
    await open();
    await shop.page.evaluate(() => {
      for (let tap = 0; tap < 2; tap += 1) document.querySelector<HTMLButtonElement>('#buy')?.click();
    });
    await expect.poll(() => sheet().count()).toBe(2);
    await sheet().last().getByRole('button', { name: '닫기' }).click();
    await expect.poll(() => sheet().count()).toBe(1);
    expect(await shop.page.evaluate('document.visibilityState')).toBe('hidden');
    await leave();
    expect(await shop.page.evaluate('document.visibilityState')).toBe('visible');
  });

  it('the page gets no animation frame until the sheet closes', async () => {
    await open();
    await shop.page.evaluate(() => {
      const counted = window as unknown as { frames: number };
      counted.frames = 0;
      const next = () => {
        counted.frames += 1;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    });
    const frames = () => shop.page.evaluate('window.frames') as Promise<number>;
    await expect.poll(frames).toBeGreaterThan(3);
    await shop.page.click('#buy');
    await sheet().waitFor();
    const before = await frames();
    await aWhile();
    expect(await frames()).toBe(before);
    await leave();
    await expect.poll(frames).toBeGreaterThan(before + 3);
  });

  it('the timers of the page run once a second, cleared ones do not run, and one that throws stops no other', async () => {
    const errors: string[] = [];
    shop.page.on('pageerror', (error) => errors.push(error.message));
    await open();
    await shop.page.click('#buy');
    await sheet().waitFor();
    await shop.page.evaluate(() => {
      const kept = window as unknown as { turns: number[]; never: string[]; id: number };
      kept.turns = [];
      kept.never = [];
      kept.id = window.setInterval(() => kept.turns.push(performance.now()), 10);
      setTimeout(() => {
        throw new Error('of the page');
      });
      setTimeout(() => clearTimeout(cleared));
      const cleared = setTimeout(() => kept.never.push('cleared while it waited'));
      setTimeout((...args: string[]) => kept.never.push(...args), 600_000, 'too early');
    });
    await expect.poll(() => shop.page.evaluate('window.turns.length')).toBeGreaterThan(2);
    const [first = 0, second = 0, third = 0] = (await shop.page.evaluate('window.turns')) as number[];
    expect(Math.min(second - first, third - second)).toBeGreaterThan(500);
    expect(errors).toEqual(['of the page']);
    expect(await shop.page.evaluate('window.never')).toEqual([]);
    await leave();
    const turns = (await shop.page.evaluate('window.turns.length')) as number;
    await expect.poll(() => shop.page.evaluate('window.turns.length')).toBeGreaterThan(turns + 20);
    await shop.page.evaluate('clearInterval(window.id)');
  });

  it('the page grants as on a phone: hidden, and the sheet closes after the last message of the Toss app', async () => {
    await open({}, 'never');
    await shop.page.click('#buy');
    await pay();
    await sheet().getByText('상품을 지급하고 있어요').waitFor();
    expect(await shop.page.evaluate('document.visibilityState')).toBe('hidden');
    const [order] = shop.sandbox.orders();
    const answer = { orderId: order?.orderId, isProductGranted: true };
    await shop.page.evaluate((given) => {
      const message = {
        type: 'method',
        functionName: 'processProductGrant',
        eventId: 'by-hand',
        args: [given],
      };
      const { ReactNativeWebView } = window as unknown as {
        ReactNativeWebView: { postMessage(text: string): void };
      };
      ReactNativeWebView.postMessage(JSON.stringify(message));
    }, answer);
    await expect.poll(() => toldTo(shop.page)).toEqual(['success 1,100원']);
    expect(await sheet().count()).toBe(0);
    expect(await shop.page.evaluate('document.visibilityState')).toBe('visible');
  });

  it('a person can hide the sheet of a slow grant, and the order does not change', async () => {
    await open({}, 'never');
    await shop.page.click('#buy');
    await pay();
    await sheet().getByRole('button', { name: '결제창 숨기기' }).click();
    expect(await shop.page.evaluate('document.visibilityState')).toBe('visible');
    expect(shop.sandbox.orders()).toMatchObject([{ state: 'PAYMENT_COMPLETED' }]);
  });

  it('the page is visible again when the sandbox has stopped, and when the world was replaced', async () => {
    await open({}, 'never');
    await shop.page.click('#buy');
    await pay();
    await sheet().getByText('상품을 지급하고 있어요').waitFor();
    shop.sandbox.reset();
    await sheet().waitFor({ state: 'detached' });
    expect(await shop.page.evaluate('document.visibilityState')).toBe('visible');
  });
});

describe('music', () => {
  const tone = () =>
    shop.page.evaluate(async () => {
      const context = new AudioContext();
      const oscillator = context.createOscillator();
      oscillator.connect(context.destination);
      oscillator.start();
      await context.resume();
      Object.assign(window, { context });
    });
  /** A second of silence, as a file: whether it is heard is not the question. */
  const element = () =>
    shop.page.evaluate(async () => {
      const bytes = new Uint8Array(44 + 8_000).fill(128);
      const view = new DataView(bytes.buffer);
      bytes.set(new TextEncoder().encode('RIFF____WAVEfmt '));
      bytes.set(new TextEncoder().encode('data'), 36);
      view.setUint32(4, 36 + 8_000, true);
      view.setUint32(16, 16, true);
      view.setUint16(20, 1, true);
      view.setUint16(22, 1, true);
      view.setUint32(24, 8_000, true);
      view.setUint32(28, 8_000, true);
      view.setUint16(32, 1, true);
      view.setUint16(34, 8, true);
      view.setUint32(40, 8_000, true);
      const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })));
      audio.loop = true;
      await audio.play();
      Object.assign(window, { audio });
    });

  it.each([
    ['an AudioContext', tone, 'window.context.suspend()'],
    ['an element outside the document', element, 'window.audio.pause()'],
  ])('that plays on causes a warning until the page pauses it: %s', async (_, play, pause) => {
    await open();
    await shop.page.mouse.click(5, 300);
    await play();
    await shop.page.click('#buy');
    await hint().waitFor();
    await shop.page.evaluate(pause);
    await hint().waitFor({ state: 'hidden' });
  });

  it('that pauses with its hidden page causes no warning', async () => {
    await open();
    await shop.page.mouse.click(5, 300);
    await element();
    await shop.page.evaluate(() => {
      const { audio } = window as unknown as { audio: HTMLAudioElement };
      document.addEventListener(
        'visibilitychange',
        () => void (document.hidden ? audio.pause() : audio.play()),
      );
    });
    await shop.page.click('#buy');
    await sheet().waitFor();
    await aWhile();
    expect(await hint().count()).toBe(0);
    await leave();
    await expect.poll(() => shop.page.evaluate('window.audio.paused')).toBe(false);
  });
});

it('a page may stay visible while the sheet is open, and then it has the normal timers of the browser', async () => {
  await open({ 'data-page-while-paying': 'visible' });
  await watchVisibility();
  await shop.page.click('#buy');
  await sheet().waitFor();
  expect(await shop.page.evaluate('document.visibilityState')).toBe('visible');
  expect(await seen()).toEqual([]);
  expect(await shop.page.evaluate('String(setTimeout) + String(requestAnimationFrame)')).toMatch(
    /native code[\s\S]*native code/,
  );
});

it('a page whose app was killed does nothing more', async () => {
  await open();
  await shop.page.evaluate(() => {
    const counted = window as unknown as { turns: number };
    counted.turns = 0;
    setInterval(() => {
      counted.turns += 1;
    }, 10);
  });
  await shop.page.click('#buy');
  await shop.page.getByRole('combobox', { name: '다음에 일어날 일' }).selectOption('closed-after-payment');
  await pay();
  await shop.page.getByRole('dialog', { name: '토스 앱이 종료됐어요' }).waitFor();
  const turns = await shop.page.evaluate('window.turns');
  // A clock that the page has no hand in.
  await shop.page.evaluate(() => {
    const source = URL.createObjectURL(new Blob(['setTimeout(() => postMessage(0), 1500)']));
    return new Promise((done) => {
      new Worker(source).onmessage = done;
    });
  });
  expect(await shop.page.evaluate('window.turns')).toBe(turns);
});
