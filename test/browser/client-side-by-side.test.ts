import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { differences, likenesses } from './side-by-side/scenario.js';
import { SCENARIOS } from './side-by-side/scenarios.js';
import { serveSdkPages } from './side-by-side/sdk-pages.js';
import { openTrial, type Place } from './side-by-side/trial.js';

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-side-by-side-'));
let place: Place;

beforeAll(async () => {
  const served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:', rate: 0 });
  place = { served, pages: await serveSdkPages(served.pageUrl), browser: await launchChromium() };
});
afterAll(async () => {
  await place?.browser.close();
  await place?.pages.close();
  await place?.served.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  { sdk: 'official', name: 'the official SDK 2.10.8' },
  { sdk: 'ours', name: 'the drop-in functions' },
] as const)('in Chromium, $name', ({ sdk }) => {
  it.each(SCENARIOS)('when: $situation', async ({ host = {}, play, official, ours = official }) => {
    const trial = await openTrial(place, sdk, host === 'none' ? undefined : host);
    try {
      await play(trial);
      await trial.shows((sdk === 'official' ? official : ours).shows);
    } finally {
      await trial.close();
    }
  });
});

it('the migration guide tells of exactly these differences and likenesses', () => {
  const guide = readFileSync(new URL('../../docs/migrate-from-the-official-sdk.md', import.meta.url), 'utf8');
  const linesThat = (test: RegExp, section: string) =>
    (guide.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => test.test(line));
  expect(linesThat(/^\|/, 'What changes').join('\n')).toBe(differences(SCENARIOS));
  expect(linesThat(/^- /, 'What stays').join('\n')).toBe(likenesses(SCENARIOS));
});
