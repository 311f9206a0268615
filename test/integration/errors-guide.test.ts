import { readFileSync } from 'node:fs';
import { errorPage, IapError, type KnownErrorCode } from '@ait-iap/client';
import { describe, expect, it } from 'vitest';

/** Every code there is: one that is missing or too many does not compile. */
const CODES: Readonly<Record<KnownErrorCode, true>> = {
  APP_BRIDGE_THROTTLED: true,
  APP_MARKET_VERIFICATION_FAILED: true,
  BRIDGE_NOT_FOUND: true,
  BRIDGE_NOT_SET: true,
  GRANT_UNAVAILABLE: true,
  HOST_TIMEOUT: true,
  INTERNAL_ERROR: true,
  INVALID_ARGUMENT: true,
  INVALID_PAYLOAD: true,
  INVALID_PRODUCT_ID: true,
  INVALID_USER_ENVIRONMENT: true,
  ITEM_ALREADY_OWNED: true,
  KOREAN_ACCOUNT_ONLY: true,
  NETWORK_ERROR: true,
  ORDER_UNRESOLVED: true,
  PAYMENT_PENDING: true,
  PRODUCT_NOT_GRANTED_BY_PARTNER: true,
  PURCHASE_ABANDONED: true,
  PURCHASE_IN_PROGRESS: true,
  TOSS_SERVER_VERIFICATION_FAILED: true,
  UNKNOWN: true,
  UNSUPPORTED_APP_VERSION: true,
  UNSUPPORTED_OS_VERSION: true,
  USER_CANCELED: true,
};

const guide = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** The cells of each row that begins with a code in capitals. */
const rows = guide
  .split('\n')
  .filter((line) => /^\| `[A-Z_]+` \|/.test(line))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''))
      .slice(1, -1),
  );

describe('the table of docs/errors.md', () => {
  it('has one row for each code, in alphabetical order', () => {
    expect(rows.map(([code]) => code)).toEqual(Object.keys(CODES).toSorted());
  });

  it.each(rows)(
    'says about %s what the code does',
    (code, _when, category, retryable, charged, says, action) => {
      const error = new IapError(code as KnownErrorCode, 'buy');
      const page = errorPage(error);
      expect([category, retryable, charged, says, action]).toEqual([
        error.category,
        error.retryable ? 'yes' : 'no',
        error.charged,
        page.body.ko,
        page.action.kind,
      ]);
    },
  );
});
