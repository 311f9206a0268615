import { describe, expect, it } from 'vitest';
import { withBridge } from './with-bridge.js';

const tag = {
  src: 'http://127.0.0.1:4600/bridge.js',
  userKey: '"><b>',
  miniAppVersion: '1.0.0',
  deploymentId: '019bfa90-ad4c-799f-b227-b4159e6867f7',
  sdkVersion: undefined,
};
const put = (page: string | Uint8Array) =>
  Buffer.from(withBridge(typeof page === 'string' ? Buffer.from(page) : page, tag)).toString('latin1');
const SCRIPT = /<script src="[^"]+bridge\.js"[^>]*><\/script>/;

describe('the tag of /bridge.js', () => {
  it.each([
    ['in the head', '<!doctype html><html><head lang="ko"><script>', /<head lang="ko"><script src/],
    ['after the doctype without a head', '<!DOCTYPE html><script>', /^<!DOCTYPE html><script src/],
    ['first in a page without either', '<p>', /^<script src/],
    ['in the head, not in a header', '<!doctype html><header><head>', /<header><head><script src/],
  ])('is put %s', (_, page, place) => {
    expect(put(page)).toMatch(place);
  });

  it('is put after a byte order mark, and every other byte stays as it is', () => {
    const page = Uint8Array.of(0xef, 0xbb, 0xbf, 0x3c, 0x70, 0x3e, 0xff, 0x00, 0x80);
    const [before, after] = put(page).split(SCRIPT);
    expect([before, after].map((part) => Buffer.from(part ?? '', 'latin1'))).toEqual([
      Buffer.from(page.subarray(0, 3)),
      Buffer.from(page.subarray(3)),
    ]);
  });

  it('escapes a user key, so that it is never markup', () => {
    expect(put('<p>')).toContain('data-user-key="&#34;&#62;&#60;b&#62;"');
  });
});
