import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, blockWith } from '../../scripts/guides/guide-blocks.mjs';
import { borrowChromium } from './chromium.js';
import { type ScriptPage, serveScriptPage } from './script-page.js';

const USER = 'user-key-443731104';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The code of the guide itself, with a transport that keeps what it gets, in a page that knows its user. */
const PAGE = `
${blockWith(blocksOf('docs/monitoring.md'), "from '@sentry/browser'", 'ts')}
import { createIapClient } from '@ait-iap/client';
import { createSandbox } from '@ait-iap/sandbox';

const sent = [];
startSentry({
  dsn: 'https://key@sentry.invalid/1',
  release: '01a21659-1f21-7f1d-ba54-0e706501e504',
  transport: () => ({
    send: async (envelope) => { sent.push(JSON.stringify(envelope)); return { statusCode: 200 }; },
    flush: async () => true,
  }),
});
Sentry.setUser({ id: '${USER}', email: 'minji@gem-shop.example' });

async function fail(code, charged) {
  const sandbox = createSandbox();
  const bridge = sandbox.bridge({ userKey: '${USER}' });
  if (code !== undefined) sandbox.faults.arm({ name: 'purchase-error', code });
  const iap = createIapClient({ bridge });
  const grant = async () => { throw new Error('the wallet of ${USER} is locked'); };
  document.title = '${USER}';
  await fetch('/wallet?userKey=${USER}').catch(() => {});
  console.error('bought by ${USER}');
  document.querySelector('button')?.click();
  const outcome = await iap.purchase('ait.sandbox.consumable-1', { grant });
  report(outcome.error);
  await Sentry.flush(2_000);
  return { sent: sent.splice(0), code: outcome.error?.code, orderId: outcome.error?.orderId ?? outcome.orderId };
}
Object.assign(window, { fail });
`;

interface Reported {
  readonly sent: readonly string[];
  readonly code: string;
  readonly orderId: string | undefined;
}

let served: ScriptPage;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: PAGE, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  served = await serveScriptPage(
    `<!doctype html><title>shop</title><button data-user="${USER}">${USER}</button><script src="/page.js"></script>`,
    outputFiles[0]?.contents,
  );
  browser = await borrowChromium();
  page = await (await browser.newContext()).newPage();
  await page.goto(served.url);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** On a phone that remembers nothing. */
async function failed(code?: string): Promise<Reported> {
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  const reported = await page.evaluate(
    (given) => (window as unknown as { fail(code?: string): Promise<Reported> }).fail(given),
    code,
  );
  expect(reported.sent.join()).not.toContain(USER);
  expect(reported.sent.join()).not.toContain('minji');
  return { ...reported, sent: reported.sent.filter((text) => text.includes('"type":"event"')) };
}

describe('the guide’s code in a page, with the real Sentry', () => {
  it('reports a failed payment, by code and category', async () => {
    const { sent } = await failed('NETWORK_ERROR');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('"iap.code":"NETWORK_ERROR"');
    expect(sent[0]).toContain('"iap.category":"try-again"');
    expect(sent[0]).toContain('01a21659-1f21-7f1d-ba54-0e706501e504');
  });

  it('reports that money may have moved, and for which order, but never for which user', async () => {
    const { sent, orderId } = await failed();
    expect(orderId).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent.join()).toContain(`"iap.order_id":"${orderId}"`);
    expect(sent.join()).toContain('"iap.charged":"yes"');
  });

  it('reports nothing when the user closed the sheet', async () => {
    expect((await failed('USER_CANCELED')).sent).toEqual([]);
  });
});
