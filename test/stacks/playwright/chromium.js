import { existsSync } from 'node:fs';

const args = ['--no-sandbox', '--disable-gpu'];

/** A Chromium of this machine, or the one in an npm package: `npx playwright install` is not to be had everywhere. */
export async function chromiumOptions() {
  const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (own) return { executablePath: own, args };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args };
}
