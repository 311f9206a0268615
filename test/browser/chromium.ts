import { existsSync } from 'node:fs';
import { type Browser, chromium as playwright } from 'playwright-core';

const SYSTEM_PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser of a test never talks to anything but loopback, so all that phones home is off. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium when there is one, else the binary that an npm package carries (Linux on x64). */
async function executable(): Promise<string> {
  const system = SYSTEM_PATHS.find((path) => path !== undefined && existsSync(path));
  if (system) return system;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

/** Long enough for a page on a machine with ten times more to do than it can: a limit is for what never comes. */
const PAGE_TIMEOUT_MS = 120_000;

/** Starts Chromium, without a window. */
export async function launchChromium(): Promise<Browser> {
  try {
    const browser = await playwright.launch({ executablePath: await executable(), args: QUIET_FLAGS });
    browser.on('context', (context) => context.setDefaultTimeout(PAGE_TIMEOUT_MS));
    return browser;
  } catch (cause) {
    throw new Error(
      'Failed to start Chromium: there is none that runs here. Install Chromium, or name one with CHROMIUM_PATH. ' +
        '(Chromium을 실행할 수 없어요. 설치하거나 CHROMIUM_PATH로 알려주세요.)',
      { cause },
    );
  }
}

let shared: Promise<Browser> | undefined;

/**
 * The browser that all test files of a process share; it goes with the process. Starting one for each of them would cost as
 * much as some of the files themselves.
 *
 * @returns the shared browser. `close` closes only what the caller opened in it
 */
export async function borrowChromium(): Promise<Browser> {
  shared ??= launchChromium();
  const browser = await shared;
  return Object.create(browser, {
    close: {
      value: async () => {
        await Promise.all(browser.contexts().map((context) => context.close()));
      },
    },
  });
}
