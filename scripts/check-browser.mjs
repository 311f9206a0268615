// Before the tests: a missing browser is one sentence here, and not a stack trace for each test.
import { launchChromium } from '../test/browser/chromium.ts';

try {
  const browser = await launchChromium();
  await browser.close();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
