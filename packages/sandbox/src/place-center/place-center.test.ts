import { beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { PlaceCenter } from './place-center.js';

const DAY = 86_400_000;

let sandbox: Sandbox;
let place: PlaceCenter;
beforeEach(() => {
  sandbox = createSandbox();
  place = sandbox.console.place;
  register('gem-front', 'FRONT');
  register('gem-pos', 'POS');
  place.openStore({ storeId: 'gangnam', name: '강남점', test: false });
  place.openStore({ storeId: 'lab', name: '테스트 매장', test: true });
});

const register = (pluginId: string, type: 'FRONT' | 'POS') =>
  place.register({ pluginId, type, name: '보석 쿠폰', company: '보석가게', acl: ['api.gem-shop.kr'] });
const upload = (pluginId: string, track: 'development' | 'live', version: string, sha256 = version) =>
  place.upload(pluginId, { track, version, sizeBytes: 1_000, sha256 });

/** Passes the review at once. */
function deploy(pluginId: string, version: string) {
  upload(pluginId, 'live', version);
  place.requestReview(pluginId, version);
  return place.decide(pluginId, version, 'APPROVED');
}

const runs = (terminalId: string) =>
  place
    .terminals()
    .filter((terminal) => terminal.terminalId === terminalId)
    .flatMap(({ plugins }) => plugins.map(({ pluginId, version, track }) => [pluginId, version, track]));

describe('the live track', () => {
  it('approves within one business day, weekends and holidays left out, and deploys by itself', async () => {
    // The world starts on Thursday 1 January, a holiday: its business day ends on Monday the 5th.
    upload('gem-front', 'live', '1.0.0');
    const { reviewUntil } = place.requestReview('gem-front', '1.0.0');
    expect(reviewUntil).toBe(Date.UTC(2026, 0, 5));
    await sandbox.clock.advance('3 days');
    expect(place.versions('gem-front')).toMatchObject([{ state: 'IN_REVIEW' }]);
    await sandbox.clock.advance('1 day');
    const [version] = place.versions('gem-front');
    expect(version).toMatchObject({ state: 'DEPLOYED', deployedAt: reviewUntil });
    expect(version).not.toHaveProperty('reviewUntil');
  });

  it('reaches every terminal of its kind that has the plugin, each at its own next start', () => {
    deploy('gem-front', '1.0.0');
    deploy('gem-pos', '1.0.0');
    place.activate('gangnam', 'gem-front', 'VAN_AGENT');
    place.activate('gangnam', 'gem-pos', 'VAN_AGENT');
    for (const [terminalId, kind] of [
      ['front-1', 'FRONT'],
      ['front-2', 'FRONT'],
      ['pos-1', 'POS'],
    ] as const)
      place.install({ terminalId, storeId: 'gangnam', kind });
    expect(runs('front-1')).toEqual([['gem-front', '1.0.0', 'live']]);
    expect(runs('pos-1')).toEqual([['gem-pos', '1.0.0', 'live']]);
    deploy('gem-front', '1.1.0');
    expect(runs('front-1')).toEqual([['gem-front', '1.0.0', 'live']]);
    expect(place.terminals().map(({ terminalId, waiting }) => [terminalId, waiting.length])).toEqual([
      ['front-1', 1],
      ['front-2', 1],
      ['pos-1', 0],
    ]);
    place.start('front-1', 'restart');
    expect(runs('front-1')).toEqual([['gem-front', '1.1.0', 'live']]);
    expect(runs('front-2')).toEqual([['gem-front', '1.0.0', 'live']]);
  });

  it('changes nothing on a rejection, shows the reason, and needs a new number', () => {
    deploy('gem-front', '1.0.0');
    upload('gem-front', 'live', '1.1.0');
    place.requestReview('gem-front', '1.1.0');
    expect(() => place.decide('gem-front', '1.1.0', 'REJECTED', ' ')).toThrow('Give a reason');
    place.decide('gem-front', '1.1.0', 'REJECTED', 'ACL에 없는 호스트');
    expect(place.versions('gem-front').at(-1)).toMatchObject({
      state: 'REJECTED',
      reason: 'ACL에 없는 호스트',
    });
    expect(() => place.requestReview('gem-front', '1.1.0')).toThrow('It is REJECTED');
    expect(() => upload('gem-front', 'live', '1.1.0')).toThrow('exists already');
    place.activate('gangnam', 'gem-front', 'VAN_AGENT');
    expect(place.install({ terminalId: 'f', storeId: 'gangnam', kind: 'FRONT' }).plugins).toMatchObject([
      { version: '1.0.0' },
    ]);
  });

  it('reviews one version of a plugin at a time, and other plugins beside it', () => {
    for (const version of ['1.0.0', '1.1.0']) upload('gem-front', 'live', version);
    upload('gem-pos', 'live', '1.0.0');
    place.requestReview('gem-front', '1.0.0');
    expect(() => place.requestReview('gem-front', '1.1.0')).toThrow('Another version is in review');
    expect(place.requestReview('gem-pos', '1.0.0').state).toBe('IN_REVIEW');
  });

  it('decides nothing that was not requested', () => {
    upload('gem-front', 'live', '1.0.0');
    expect(() => place.decide('gem-front', '1.0.0', 'APPROVED')).toThrow('not in review');
    expect(() => place.requestReview('gem-front', '2.0.0')).toThrow('Upload it to the live track first');
  });
});

describe('the development track', () => {
  beforeEach(() => {
    place.activate('lab', 'gem-pos', 'DEVELOPER');
    place.install({ terminalId: 'desk', storeId: 'lab', kind: 'POS' });
  });

  it('is available at once, without a review, for terminals that are set to it', () => {
    expect(upload('gem-pos', 'development', '0.1.0').state).toBe('DEPLOYED');
    place.start('desk', 'reload');
    expect(runs('desk')).toEqual([]);
    place.setTrack('desk', 'development');
    expect(runs('desk')).toEqual([]);
    place.start('desk', 'reload');
    expect(runs('desk')).toEqual([['gem-pos', '0.1.0', 'development']]);
  });

  it('accepts one number again and again, and keeps the uploads apart', () => {
    place.setTrack('desk', 'development');
    upload('gem-pos', 'development', '0.1.0', 'first');
    place.start('desk', 'reload');
    upload('gem-pos', 'development', '0.1.0', 'second');
    expect(place.terminals()[0]?.waiting).toMatchObject([{ version: '0.1.0', sha256: 'second' }]);
    place.start('desk', 'restart');
    expect(place.terminals()[0]).toMatchObject({ plugins: [{ sha256: 'second' }], waiting: [] });
  });

  it('has room for five terminals, and for another one after one has left', () => {
    place.setTrack('desk', 'development');
    for (const terminalId of ['a', 'b', 'c', 'd', 'e'])
      place.install({ terminalId, storeId: 'lab', kind: 'FRONT' });
    for (const terminalId of ['a', 'b', 'c', 'd']) place.setTrack(terminalId, 'development');
    expect(() => place.setTrack('e', 'development')).toThrow('5 terminals are set to development');
    expect(place.setTrack('a', 'development').track).toBe('development');
    place.setTrack('desk', 'live');
    expect(place.setTrack('e', 'development').track).toBe('development');
  });

  it('falls back to the live version when nothing is in development', () => {
    deploy('gem-pos', '1.0.0');
    place.setTrack('desk', 'development');
    place.start('desk', 'restart');
    expect(runs('desk')).toEqual([['gem-pos', '1.0.0', 'live']]);
  });
});

describe('at a shop', () => {
  it.each(['STORE', 'DEVELOPER'] as const)('%s cannot switch a plugin on; a VAN agent can', (by) => {
    deploy('gem-front', '1.0.0');
    expect(() => place.activate('gangnam', 'gem-front', by)).toThrow('Only a VAN agent');
    expect(place.activate('gangnam', 'gem-front', 'VAN_AGENT').plugins).toEqual(['gem-front']);
    expect(place.activate('gangnam', 'gem-front', 'VAN_AGENT').plugins).toEqual(['gem-front']);
  });

  it('a version that is only uploaded, or only in development, cannot be switched on', () => {
    upload('gem-front', 'live', '1.0.0');
    upload('gem-front', 'development', '1.0.0');
    expect(() => place.activate('gangnam', 'gem-front', 'VAN_AGENT')).toThrow('Nothing is deployed');
  });

  it('a test merchant is the developer’s own, and stays one', () => {
    expect(() => place.activate('lab', 'gem-front', 'STORE')).toThrow('Only a VAN agent');
    expect(place.activate('lab', 'gem-front', 'DEVELOPER').plugins).toEqual(['gem-front']);
    expect(() => place.openStore({ storeId: 'lab', name: '강남점', test: false })).toThrow('does not become');
    expect(place.openStore({ storeId: 'lab', name: '연구실', test: true }).plugins).toEqual(['gem-front']);
  });

  it('a Front takes a new version only on a restart, a POS on a reload too', () => {
    deploy('gem-front', '1.0.0');
    deploy('gem-pos', '1.0.0');
    place.install({ terminalId: 'front', storeId: 'gangnam', kind: 'FRONT' });
    place.install({ terminalId: 'pos', storeId: 'gangnam', kind: 'POS' });
    for (const pluginId of ['gem-front', 'gem-pos']) place.activate('gangnam', pluginId, 'VAN_AGENT');
    expect([runs('front'), runs('pos')]).toEqual([[], []]);
    expect(() => place.start('front', 'reload')).toThrow('only when it is restarted');
    expect(place.start('front', 'restart').plugins).toMatchObject([{ pluginId: 'gem-front' }]);
    expect(place.start('pos', 'reload').plugins).toMatchObject([{ pluginId: 'gem-pos' }]);
  });
});

describe('a registration', () => {
  it('names every rule that it breaks', () => {
    const acl = ['https://api.gem-shop.kr', 'localhost', 'api.gem-shop.kr:8443'];
    expect(() => place.register({ pluginId: 'x', type: 'POS', name: ' ', company: '', acl })).toThrow(
      /name: .*company: .*"https:\/\/api\.gem-shop\.kr" is not a host.*"localhost" is not a host/,
    );
    expect(() => register('a\nb', 'POS')).toThrow('Use letters');
    expect(() => register('gem-front', 'POS')).toThrow('It is a FRONT plugin');
    expect(() => upload('nowhere', 'live', '1.0.0')).toThrow('Register it first');
    expect(() => upload('gem-front', 'live', 'one')).toThrow('Write it like 1.2.3');
    expect(() => place.install({ terminalId: 't', storeId: 'nowhere', kind: 'POS' })).toThrow(
      'Open it first',
    );
    expect(() => place.start('nowhere', 'restart')).toThrow('Install it first');
  });

  it('is in the log of the world: an export brings the same developer center, and its review continues', async () => {
    deploy('gem-front', '1.0.0');
    place.activate('gangnam', 'gem-front', 'VAN_AGENT');
    place.install({ terminalId: 'front', storeId: 'gangnam', kind: 'FRONT' });
    upload('gem-front', 'live', '1.1.0');
    place.requestReview('gem-front', '1.1.0');
    const other = createSandbox({ seed: sandbox.seed });
    other.import([...sandbox.export()]);
    const shown = ({ console: { place: center } }: Sandbox) => [
      center.plugins(),
      center.versions('gem-front'),
      center.stores(),
      center.terminals(),
    ];
    expect(shown(other)).toEqual(shown(sandbox));
    await other.clock.advance(5 * DAY);
    expect(other.console.place.versions('gem-front').at(-1)).toMatchObject({ state: 'DEPLOYED' });
  });
});
