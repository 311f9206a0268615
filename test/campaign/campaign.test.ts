import { FAULT_CATALOGUE } from '@ait-iap/sandbox';
import { expect, test } from 'vitest';
import { CAMPAIGN_FAULTS } from './faults.js';
import { runCampaign, STORES } from './run-campaign.js';

test.each(STORES)(
  'processes that are killed, disconnected and get wrong answers have granted every purchase once, on %s',
  async (store) => {
    const printed: string[] = [];
    const { counts, disagreements } = await runCampaign({
      seed: 20_261_126,
      purchases: 30,
      chapterOf: 30,
      stores: [store],
      backends: 2,
      shoppers: 12,
      atOnce: 12,
      times: 20,
      troubleEveryMs: 400,
      print: (line) => printed.push(line),
    });
    expect(disagreements).toEqual([]);
    expect(counts.of('purchases')).toBeGreaterThan(15);
    expect(printed).toHaveLength(1);
  },
);

test('a campaign knows every fault of the catalogue', () => {
  expect(new Set(CAMPAIGN_FAULTS.map(({ name }) => name))).toEqual(new Set(Object.keys(FAULT_CATALOGUE)));
});
