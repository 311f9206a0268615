import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowserPlace } from './browser-place.js';
import { differences, likenesses } from './side-by-side/scenario.js';
import { SCENARIOS } from './side-by-side/scenarios.js';
import { serveSdkPages } from './side-by-side/sdk-pages.js';
import { openTrial, type Place } from './side-by-side/trial.js';

let place: Place;

beforeAll(async () => {
  place = await openBrowserPlace(serveSdkPages, { rate: 0 });
});
afterAll(() => place?.close());

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

it('the migration guide names exactly these differences and similarities', () => {
  const guide = readFileSync(new URL('../../docs/migrate-from-the-official-sdk.md', import.meta.url), 'utf8');
  const linesThat = (test: RegExp, section: string) =>
    (guide.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((line) => test.test(line));
  expect(linesThat(/^\|/, 'What changes').join('\n')).toBe(differences(SCENARIOS));
  expect(linesThat(/^- /, 'What stays').join('\n')).toBe(likenesses(SCENARIOS));
});
