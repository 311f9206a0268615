import { compareAppVersions } from '@ait-iap/protocol';
import { addBusinessDays } from '../clock/business-days.js';
import { type ConsoleRuleError, consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';

/** The record kind of versions; the id is the version, the due the end of its review. */
const KIND = 'mini-app-version';
const CURRENT = 'mini-app-current';

/** A bundle may have this many MB unpacked (*source*). */
export const BUNDLE_MAX_MB = 100;

/** A review takes up to three business days (*source*). */
export const RELEASE_REVIEW_BUSINESS_DAYS = 3;

/** A bundle (.ait) on its way to the users. */
export interface MiniAppVersion {
  readonly version: string;
  readonly sizeMb: number;
  readonly tested: boolean;
  readonly state: 'UPLOADED' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED' | 'RELEASED';
  readonly reason?: string;
}

/** Every uploaded version, by its number. */
export function miniAppVersions(world: World): readonly MiniAppVersion[] {
  const versions = world.store.records(KIND).map(({ value }) => value as MiniAppVersion);
  return versions.sort((a, b) => compareAppVersions(a.version, b.version) ?? 0);
}

/** The versions that were ever released, the oldest first. */
export function releasedVersions(world: World): readonly string[] {
  return miniAppVersions(world).flatMap(({ state, version }) => (state === 'RELEASED' ? [version] : []));
}

/** The version that every user has; undefined before the first release. */
export function currentVersion(world: World): string | undefined {
  return world.store.record(CURRENT, CURRENT) as string | undefined;
}

/** Uploads a bundle. @throws ConsoleRuleError if it is too large, known already, or not a version. */
export function uploadVersion(world: World, version: string, sizeMb: number): MiniAppVersion {
  if (compareAppVersions(version, version) === undefined)
    throw refuse('upload', 'version', 'Write it like 1.2.3.', '1.2.3처럼 입력해 주세요.');
  if (find(world, version) !== undefined)
    throw refuse('upload', 'version', 'It exists already.', '이미 있는 버전이에요.');
  if (!(sizeMb > 0 && sizeMb <= BUNDLE_MAX_MB))
    throw refuse(
      'upload',
      'sizeMb',
      `Keep it within ${BUNDLE_MAX_MB} MB.`,
      `${BUNDLE_MAX_MB}MB 이하로 만들어 주세요.`,
    );
  return save(world, { version, sizeMb, tested: false, state: 'UPLOADED' });
}

/** Somebody has opened it by its QR code. @throws ConsoleRuleError for an unknown version. */
export function testVersion(world: World, version: string): MiniAppVersion {
  return save(world, { ...known(world, version), tested: true });
}

/**
 * Asks for the review.
 * @throws ConsoleRuleError if it was never tested, is past its review, was rejected (upload a new bundle), or another
 * version is in review.
 */
export function requestReview(world: World, version: string): MiniAppVersion {
  const given = known(world, version);
  if (!given.tested)
    throw refuse('review', 'tested', 'Test it at least once.', '한 번 이상 테스트해 주세요.');
  if (given.state !== 'UPLOADED')
    throw refuse('review', 'state', `It is ${given.state}.`, '검토를 요청할 수 없는 상태예요.');
  if (miniAppVersions(world).some(({ state }) => state === 'IN_REVIEW')) {
    throw refuse('review', 'state', 'Another version is in review.', '다른 버전이 검토 중이에요.');
  }
  const due = addBusinessDays(world.clock.now(), RELEASE_REVIEW_BUSINESS_DAYS, world.settings().holidays);
  return save(world, { ...given, state: 'IN_REVIEW' }, due);
}

/** Takes the request back. @throws ConsoleRuleError if it is not in review. */
export function cancelReview(world: World, version: string): MiniAppVersion {
  return save(world, { ...inReview(world, version), state: 'UPLOADED' }, null);
}

/** Decides before the days are over. @throws ConsoleRuleError if not in review, or a rejection has no reason. */
export function decideRelease(
  world: World,
  version: string,
  decision: 'APPROVED' | 'REJECTED',
  reason = '',
): MiniAppVersion {
  const given = inReview(world, version);
  if (decision === 'REJECTED' && reason === '')
    throw refuse('reject', 'reason', 'Give a reason.', '반려 사유를 입력해 주세요.');
  const decided = save(world, { ...given, state: decision, ...(reason !== '' && { reason }) }, null);
  const [subject, text] =
    decision === 'APPROVED'
      ? [`${version} 버전이 승인됐어요`, '콘솔에서 출시할 수 있어요.']
      : [`${version} 버전이 반려됐어요`, `사유: ${reason}`];
  world.record({ type: 'PartnerMailed', subject, text });
  return decided;
}

/** Releases to every user at once; for a version released before it is a roll-back. @throws ConsoleRuleError otherwise. */
export function releaseVersion(world: World, version: string): MiniAppVersion {
  const given = known(world, version);
  if (given.state !== 'APPROVED' && given.state !== 'RELEASED')
    throw refuse('release', 'state', `It is ${given.state}.`, '승인된 버전이 아니에요.');
  const value: MiniAppVersion = { ...given, state: 'RELEASED' };
  world.record(
    { type: 'RecordChanged', kind: KIND, id: version, value },
    { type: 'RecordChanged', kind: CURRENT, id: CURRENT, value: version },
  );
  return value;
}

/** Approves versions whose days are over. */
export function keepReleases(world: World): void {
  world.onDue(KIND, (version) => void decideRelease(world, version, 'APPROVED'));
}

function find(world: World, version: string): MiniAppVersion | undefined {
  return world.store.record(KIND, version) as MiniAppVersion | undefined;
}

function known(world: World, version: string): MiniAppVersion {
  const given = find(world, version);
  if (given === undefined) throw refuse('use', 'version', 'Upload it first.', '먼저 업로드해 주세요.');
  return given;
}

function inReview(world: World, version: string): MiniAppVersion {
  const given = known(world, version);
  if (given.state !== 'IN_REVIEW')
    throw refuse('decide', 'state', 'It is not in review.', '검토 중이 아니에요.');
  return given;
}

function save(world: World, value: MiniAppVersion, due?: number | null): MiniAppVersion {
  world.record({
    type: 'RecordChanged',
    kind: KIND,
    id: value.version,
    value,
    ...(due !== undefined && { due }),
  });
  return value;
}

function refuse(action: string, field: string, en: string, ko: string): ConsoleRuleError {
  return consoleRule(`${action} the mini-app version`, field, en, ko);
}
