import { describe, expect, it } from 'vitest';
import { isWebhookSender, WEBHOOK_SENDER_ADDRESSES } from './webhook-senders.js';

describe('the senders of webhooks', () => {
  it('are three single addresses and three ranges of eight', () => {
    const prefixes = ['117.52.3', '211.115.96', '106.249.5'];
    const hosts = [11, 80, 81, 82, 83, 84, 85, 86, 87];
    const expected = prefixes.flatMap((prefix) => hosts.map((host) => `${prefix}.${host}`));
    expect([...WEBHOOK_SENDER_ADDRESSES].sort()).toEqual(expected.sort());
  });

  it.each(['117.52.3.11', '106.249.5.87', '::ffff:211.115.96.80', '::FFFF:117.52.3.11'])(
    'include %s',
    (ip) => {
      expect(isWebhookSender(ip)).toBe(true);
    },
  );

  it.each(['', '117.52.3.79', '117.52.3.88', '117.52.3.110', '1117.52.3.11', ' 117.52.3.11', '::1'])(
    'do not include %j',
    (ip) => {
      expect(isWebhookSender(ip)).toBe(false);
    },
  );
});
