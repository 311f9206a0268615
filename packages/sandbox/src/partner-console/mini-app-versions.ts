import { compareAppVersions, type LocalizedText } from '@ait-iap/protocol';
import { addBusinessDays } from '../clock/business-days.js';
import { type ConsoleRuleError, consoleRule } from '../errors/console-rule-error.js';
import { DUE } from '../world/due-key.js';
import type {
  BundleFacts,
  LiveVersion,
  MiniAppVersion,
  VersionChange,
  VersionState,
} from '../world/mini-app-version.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';
import type { NewWorldEvent } from '../world/world-event.js';
import { bundleProblems } from './bundle-problems.js';

/** A review takes up to three business days (*source*). */
export const RELEASE_REVIEW_BUSINESS_DAYS = 3;

/** The longest memo, in characters (*observed* in the official command line 2.10.8). */
const MEMO_MAX_LENGTH = 1_000;

/** The actor of automatic steps. */
const PLATFORM = 'platform';
const REVIEWER = 'reviewer';

/** The announcement of a bundle, before its file is uploaded. */
export interface UploadStart {
  /** The name of the mini-app. */
  readonly appName: string;
  /** The id of the bundle. */
  readonly deploymentId: string;
  /** A note for people. @defaultValue none */
  readonly memo?: string | undefined;
  /** The version number. Has to be higher than all others. @defaultValue the next one */
  readonly version?: string | undefined;
}

/** All versions, the lowest number first. */
export function miniAppVersions(world: World): readonly MiniAppVersion[] {
  const versions = world.store.records(RECORD.version).map(({ value }) => value as MiniAppVersion);
  return versions.sort((a, b) => compareAppVersions(a.version, b.version) ?? 0);
}

/** Finds a version by its number or its deployment id. */
export function miniAppVersion(world: World, name: string): MiniAppVersion | undefined {
  const numbered = world.store.record(RECORD.version, name) as MiniAppVersion | undefined;
  return numbered ?? miniAppVersions(world).find(({ deploymentId }) => deploymentId === name);
}

/** All versions that were ever released, the lowest number first. A product may require one of them. */
export function releasedVersions(world: World): readonly string[] {
  return miniAppVersions(world).flatMap(({ state, version }) => (state === 'RELEASED' ? [version] : []));
}

/** The version that every user gets. `undefined` before the first release. */
export function liveVersion(world: World): LiveVersion | undefined {
  return world.store.record(RECORD.liveVersion, RECORD.liveVersion) as LiveVersion | undefined;
}

/**
 * Announces a bundle. A bundle that was announced or failed to build may be announced again with the same number.
 * @throws ConsoleRuleError for the name of another mini-app, a bundle that was already uploaded, or an invalid number.
 */
export function startUpload(world: World, upload: UploadStart, by: string): MiniAppVersion {
  const started = planUpload(world, upload, by);
  return record(world, started);
}

/** Adds the file. The platform then starts to build. @throws ConsoleRuleError if it was not announced. */
export function completeUpload(
  world: World,
  version: string,
  bundle: BundleFacts,
  damage: readonly LocalizedText[],
  by: string,
): MiniAppVersion {
  const given = known(world, version);
  if (given.state !== 'UPLOADING')
    throw refuse('upload', 'state', `It is ${given.state}.`, '이미 업로드한 번들이에요.');
  return record(world, ...built(world, given.version, given.deploymentId, bundle, damage, by));
}

/**
 * Announces a bundle and adds its file in one step, like the upload in the console. @throws ConsoleRuleError as
 * {@link startUpload} does.
 */
export function uploadBundle(
  world: World,
  bundle: BundleFacts,
  damage: readonly LocalizedText[],
  options: Pick<UploadStart, 'memo' | 'version'>,
  by: string,
): MiniAppVersion {
  const { appName, deploymentId } = bundle;
  const started = planUpload(world, { appName, deploymentId, ...options }, by);
  return record(world, started, ...built(world, started.version, deploymentId, bundle, damage, by));
}

/**
 * Notes that the version was opened. Only the first time counts. @throws ConsoleRuleError if there is nothing to open.
 */
export function testVersion(world: World, version: string, by: string): MiniAppVersion {
  const given = known(world, version);
  if (!isBuilt(given)) throw refuse('test', 'state', `It is ${given.state}.`, '아직 열 수 없는 버전이에요.');
  return given.tested ? given : record(world, { version: given.version, step: 'tested', by });
}

/** Whether there is a bundle to open. */
export function isBuilt({ state }: MiniAppVersion): boolean {
  const before: readonly VersionState[] = ['UPLOADING', 'BUILDING', 'PREPARE', 'BUILD_FAILED'];
  return !before.includes(state);
}

/**
 * Requests the review.
 * @throws ConsoleRuleError if it was never tested, was already reviewed, was withdrawn or rejected (upload a new
 * bundle), or if another version is in review.
 */
export function requestReview(world: World, version: string, by: string): MiniAppVersion {
  const given = known(world, version);
  if (given.state === 'WITHDRAWN' || given.state === 'REJECTED')
    throw refuse(
      'review',
      'state',
      `It is ${given.state}. Upload a new bundle.`,
      '새 번들을 업로드해 주세요.',
    );
  if (given.state !== 'UPLOADED')
    throw refuse('review', 'state', `It is ${given.state}.`, '검토를 요청할 수 없는 상태예요.');
  if (!given.tested)
    throw refuse('review', 'tested', 'Test it at least once.', '한 번 이상 테스트해 주세요.');
  if (miniAppVersions(world).some(({ state }) => state === 'IN_REVIEW'))
    throw refuse('review', 'state', 'Another version is in review.', '다른 버전이 검토 중이에요.');
  const next = addBusinessDays(world.clock.now(), RELEASE_REVIEW_BUSINESS_DAYS, world.settings().holidays);
  return record(world, { version: given.version, step: 'review-requested', by, next });
}

/**
 * Withdraws the request. This bundle cannot be reviewed any more (*source*). @throws ConsoleRuleError if it is not in
 * review.
 */
export function withdrawReview(world: World, version: string, by: string): MiniAppVersion {
  return record(world, { version: inReview(world, version).version, step: 'withdrawn', by });
}

/** Decides a review before its end. @throws ConsoleRuleError if not in review, or a rejection has no reason. */
export function decideRelease(
  world: World,
  name: string,
  decision: 'APPROVED' | 'REJECTED',
  reason = '',
  by = REVIEWER,
): MiniAppVersion {
  const { version } = inReview(world, name);
  if (decision === 'REJECTED' && reason === '')
    throw refuse('reject', 'reason', 'Give a reason.', '반려 사유를 입력해 주세요.');
  const step = decision === 'APPROVED' ? 'approved' : 'rejected';
  const [subject, text] =
    decision === 'APPROVED'
      ? [`${version} 버전이 승인됐어요`, '콘솔에서 출시할 수 있어요.']
      : [`${version} 버전이 반려됐어요`, `사유: ${reason}`];
  const change = { version, step, by, ...(reason !== '' && { reason }) } as const;
  world.record({ type: 'VersionChanged', ...change }, { type: 'PartnerMailed', subject, text });
  return known(world, version);
}

/**
 * Releases a version to every user at once. For a version that was released before, this is a rollback. @throws
 * ConsoleRuleError otherwise.
 */
export function releaseVersion(world: World, version: string, by: string): MiniAppVersion {
  const given = known(world, version);
  if (given.state !== 'APPROVED' && given.state !== 'RELEASED')
    throw refuse('release', 'state', `It is ${given.state}.`, '승인된 버전이 아니에요.');
  if (liveVersion(world)?.version === given.version)
    throw refuse('release', 'state', 'It is live already.', '이미 출시 중인 버전이에요.');
  return record(world, { version: given.version, step: 'released', by });
}

/** Does the automatic steps: the build continues, and a review approves when its time is over. */
export function keepReleases(world: World): void {
  world.onDue(DUE.version, (version) => {
    const { state, problems } = known(world, version);
    if (state === 'IN_REVIEW') return void decideRelease(world, version, 'APPROVED');
    if (state === 'PREPARE') return void record(world, { version, step: 'ready', by: PLATFORM });
    if (problems.length > 0) return void record(world, { version, step: 'build-failed', by: PLATFORM });
    return void record(world, { version, step: 'prepared', by: PLATFORM, next: halfBuilt(world) });
  });
}

function planUpload(world: World, upload: UploadStart, by: string): VersionChange {
  const { appName } = world.settings();
  const { deploymentId, memo } = upload;
  if (upload.appName !== appName)
    throw refuse(
      'upload',
      'appName',
      `This sandbox has the mini-app ${appName}. Serve another one with --app-name.`,
      `이 샌드박스의 미니앱은 ${appName}이에요. --app-name으로 다른 샌드박스를 실행해 주세요.`,
    );
  if (!/^[\w-]{1,64}$/.test(deploymentId))
    throw refuse('upload', 'deploymentId', 'It is not an id of a build.', '빌드가 만든 ID가 아니에요.');
  if (memo !== undefined && memo.length > MEMO_MAX_LENGTH)
    throw refuse('upload', 'memo', `Keep it within ${MEMO_MAX_LENGTH}.`, '메모는 최대 1000자예요.');
  const before = miniAppVersion(world, deploymentId);
  if (before !== undefined && before.state !== 'UPLOADING' && before.state !== 'BUILD_FAILED')
    throw refuse(
      'upload',
      'deploymentId',
      `It was uploaded as ${before.version}. Build again.`,
      `${before.version} 버전으로 이미 업로드했어요. 다시 빌드해 주세요.`,
    );
  const version = before?.version ?? upload.version ?? nextVersion(world);
  assertNumber(world, version, before);
  return { version, step: 'upload-started', by, deploymentId, ...(memo && { memo }) };
}

function assertNumber(world: World, version: string, before: MiniAppVersion | undefined): void {
  const highest = miniAppVersions(world).at(-1)?.version ?? '0';
  const order = compareAppVersions(version, highest);
  if (before !== undefined || order === 1) return;
  if (order === undefined)
    throw refuse('upload', 'version', 'Write it like 1.2.3.', '1.2.3처럼 입력해 주세요.');
  throw refuse(
    'upload',
    'version',
    `Take one above ${highest}.`,
    `${highest}보다 높은 버전을 입력해 주세요.`,
  );
}

/** 1.0.0 first, then the last number increases by one. */
function nextVersion(world: World): string {
  const highest = miniAppVersions(world).at(-1)?.version;
  if (highest === undefined) return '1.0.0';
  const numbers =
    highest
      .split(/[^\d.]/)[0]
      ?.split('.')
      .map(Number) ?? [];
  const [major = 0, minor = 0, patch = 0] = numbers;
  return `${major}.${minor}.${patch + 1}`;
}

/** The file is there. If the build takes no time, it is also built. */
function built(
  world: World,
  version: string,
  deploymentId: string,
  bundle: BundleFacts,
  damage: readonly LocalizedText[],
  by: string,
): readonly VersionChange[] {
  const { appName, buildSeconds } = world.settings();
  const problems = [...damage, ...bundleProblems(bundle, { appName, deploymentId })];
  const uploaded = { version, step: 'uploaded', by, bundle, problems } as const;
  if (buildSeconds > 0) return [{ ...uploaded, next: halfBuilt(world) }];
  const last = { version, step: problems.length > 0 ? 'build-failed' : 'ready', by: PLATFORM } as const;
  return [uploaded, last];
}

function halfBuilt(world: World): number {
  return world.clock.now() + Math.max(1, Math.round(world.settings().buildSeconds * 500));
}

function known(world: World, name: string): MiniAppVersion {
  const given = miniAppVersion(world, name);
  if (given === undefined) throw refuse('use', 'version', 'Upload it first.', '먼저 업로드해 주세요.');
  return given;
}

function inReview(world: World, version: string): MiniAppVersion {
  const given = known(world, version);
  if (given.state !== 'IN_REVIEW')
    throw refuse('decide', 'state', 'It is not in review.', '검토 중이 아니에요.');
  return given;
}

function record(world: World, ...changes: readonly VersionChange[]): MiniAppVersion {
  world.record(...changes.map((change): NewWorldEvent => ({ type: 'VersionChanged', ...change })));
  return known(world, changes[0]?.version ?? '');
}

function refuse(action: string, field: string, en: string, ko: string): ConsoleRuleError {
  return consoleRule(`${action} the mini-app version`, field, en, ko);
}
