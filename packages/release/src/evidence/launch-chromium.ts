import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { ToldError } from '../text/told-error.js';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Thrown if no browser is available. */
export class BrowserMissingError extends ToldError {
  override readonly name = 'BrowserMissingError';
  readonly code = 'BROWSER_MISSING';
}

/** Starts headless Chromium. @throws {BrowserMissingError} if playwright-core or a browser is missing */
export async function launchChromium(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Browser> {
  const { chromium } = await playwright();
  const executablePath = [environment.CHROMIUM_PATH, ...PLACES].find(
    (path) => path !== undefined && existsSync(path),
  );
  try {
    return await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-sync',
      ],
    });
  } catch (error) {
    throw new BrowserMissingError(
      {
        en: 'Failed to start Chromium: none was found that runs here. Install Chrome or Chromium, or name one with CHROMIUM_PATH.',
        ko: 'Chromium을 실행하지 못했어요. Chrome이나 Chromium을 설치하거나 CHROMIUM_PATH로 알려 주세요.',
      },
      { cause: error },
    );
  }
}

async function playwright(): Promise<typeof import('playwright-core')> {
  try {
    return await import('playwright-core');
  } catch (error) {
    throw new BrowserMissingError(
      {
        en: 'Failed to start Chromium: playwright-core is not installed. Run "npm install --save-dev playwright-core".',
        ko: 'Chromium을 실행하지 못했어요. playwright-core가 없어요. "npm install --save-dev playwright-core"를 실행해 주세요.',
      },
      { cause: error },
    );
  }
}
