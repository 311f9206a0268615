import { compareAppVersions } from '@ait-iap/protocol';
import { addBusinessDays } from '../clock/business-days.js';
import { type ConsoleRuleError, consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';
import { knownPlugin } from './plugin.js';

/** The record kind of versions. The due is the end of a review. */
const KIND = 'place-version';
const CURRENT = 'place-current';

/** A review takes up to one business day (*source*). */
export const PLACE_REVIEW_BUSINESS_DAYS = 1;

/** `development`: at once, without a review, for a few terminals. `live`: after a review, for every terminal (*source*). */
export type PlaceTrack = 'development' | 'live';

/** The uploaded file. `ait-iap-release check` checks its content. */
export interface PlaceFile {
  /** The size of the file in bytes. */
  readonly sizeBytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** A version of a plugin on one track. Instants are epoch milliseconds of the sandbox clock. */
export interface PlaceVersion extends PlaceFile {
  /** The id of the plugin. */
  readonly pluginId: string;
  /** The track that it was uploaded to. */
  readonly track: PlaceTrack;
  /** The number of the version. */
  readonly version: string;
  /** How far it is. */
  readonly state: 'UPLOADED' | 'IN_REVIEW' | 'REJECTED' | 'DEPLOYED';
  /** When it was uploaded. */
  readonly uploadedAt: number;
  /** When the review ends at the latest. */
  readonly reviewUntil?: number;
  /** When it was deployed: since then terminals can load it. */
  readonly deployedAt?: number;
  /** Why it was rejected. */
  readonly reason?: string;
}

/** All versions of a plugin, the oldest first. */
export function placeVersions(world: World, pluginId: string): readonly PlaceVersion[] {
  return world.store
    .records(KIND)
    .map(({ value }) => value as PlaceVersion)
    .filter((version) => version.pluginId === pluginId)
    .sort(
      (one, other) =>
        one.uploadedAt - other.uploadedAt || (compareAppVersions(one.version, other.version) ?? 0),
    );
}

/** The version that a terminal of this track loads at its start. `undefined` if nothing is deployed to the track. */
export function deployedVersion(world: World, pluginId: string, track: PlaceTrack): PlaceVersion | undefined {
  const version = world.store.record(CURRENT, `${pluginId}\n${track}`) as string | undefined;
  return version === undefined ? undefined : find(world, pluginId, track, version);
}

/**
 * Uploads a version. On the development track it is deployed at once, and the same number may be uploaded repeatedly.
 * @throws ConsoleRuleError for an unknown plugin, an invalid number, or a number that the live track already has
 */
export function uploadPlugin(
  world: World,
  pluginId: string,
  { track, version, sizeBytes, sha256 }: PlaceFile & Pick<PlaceVersion, 'track' | 'version'>,
): PlaceVersion {
  knownPlugin(world, pluginId);
  if (compareAppVersions(version, version) === undefined)
    throw refuse('upload', 'version', 'Write it like 1.2.3.', '1.2.3처럼 입력해 주세요.');
  if (track === 'live' && find(world, pluginId, track, version) !== undefined)
    throw refuse(
      'upload',
      'version',
      'It exists already. Give it a new number.',
      '이미 있는 버전이에요. 새 번호를 붙여 주세요.',
    );
  const uploaded: PlaceVersion = {
    ...{ pluginId, track, version, sizeBytes, sha256 },
    state: 'UPLOADED',
    uploadedAt: world.clock.now(),
  };
  return track === 'development' ? deploy(world, uploaded) : save(world, uploaded);
}

/**
 * Requests the review of a live version. Only one at a time, as for a mini-app (the source does not say).
 * @throws ConsoleRuleError if it is not in the state "uploaded", or if another one is in review
 */
export function requestPluginReview(world: World, pluginId: string, version: string): PlaceVersion {
  const given = known(world, pluginId, version);
  if (given.state !== 'UPLOADED')
    throw refuse('review', 'state', `It is ${given.state}.`, '검수를 요청할 수 없는 상태예요.');
  if (placeVersions(world, pluginId).some(({ state }) => state === 'IN_REVIEW'))
    throw refuse('review', 'state', 'Another version is in review.', '다른 버전을 검수하고 있어요.');
  const reviewUntil = addBusinessDays(
    world.clock.now(),
    PLACE_REVIEW_BUSINESS_DAYS,
    world.settings().holidays,
  );
  return save(world, { ...given, state: 'IN_REVIEW', reviewUntil }, reviewUntil);
}

/**
 * Decides a review before its end. An approved version is deployed at once.
 * @throws ConsoleRuleError if it is not in review, or a rejection has no reason
 */
export function decidePluginReview(
  world: World,
  pluginId: string,
  version: string,
  decision: 'APPROVED' | 'REJECTED',
  reason = '',
): PlaceVersion {
  const { reviewUntil: _over, ...given } = known(world, pluginId, version);
  if (given.state !== 'IN_REVIEW')
    throw refuse('decide', 'state', 'It is not in review.', '검수하고 있지 않아요.');
  if (decision === 'APPROVED') return deploy(world, given);
  if (reason.trim() === '') throw refuse('reject', 'reason', 'Give a reason.', '반려 사유를 입력해 주세요.');
  return save(world, { ...given, state: 'REJECTED', reason }, null);
}

/** Approves, and so deploys, versions whose review time is over. */
export function keepPluginReviews(world: World): void {
  world.onDue(KIND, (id) => {
    const [pluginId = '', , version = ''] = id.split('\n');
    decidePluginReview(world, pluginId, version, 'APPROVED');
  });
}

function find(world: World, pluginId: string, track: PlaceTrack, version: string): PlaceVersion | undefined {
  return world.store.record(KIND, idOf({ pluginId, track, version })) as PlaceVersion | undefined;
}

function known(world: World, pluginId: string, version: string): PlaceVersion {
  knownPlugin(world, pluginId);
  const found = find(world, pluginId, 'live', version);
  if (found === undefined)
    throw refuse(
      'use',
      'version',
      'Upload it to the live track first.',
      '먼저 라이브 배포 트랙에 업로드해 주세요.',
    );
  return found;
}

function deploy(world: World, given: PlaceVersion): PlaceVersion {
  const { pluginId, track, version } = given;
  const value: PlaceVersion = { ...given, state: 'DEPLOYED', deployedAt: world.clock.now() };
  world.record(
    { type: 'RecordChanged', kind: KIND, id: idOf(value), value, due: null },
    { type: 'RecordChanged', kind: CURRENT, id: `${pluginId}\n${track}`, value: version },
  );
  return value;
}

function save(world: World, value: PlaceVersion, due?: number | null): PlaceVersion {
  const id = idOf(value);
  world.record({ type: 'RecordChanged', kind: KIND, id, value, ...(due !== undefined && { due }) });
  return value;
}

const idOf = ({ pluginId, track, version }: Pick<PlaceVersion, 'pluginId' | 'track' | 'version'>) =>
  `${pluginId}\n${track}\n${version}`;

const refuse = (action: string, field: string, en: string, ko: string): ConsoleRuleError =>
  consoleRule(`${action} the version of the plugin`, field, en, ko);
