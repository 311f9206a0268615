import { DUE, dueKey } from './due-key.js';
import type {
  LiveVersion,
  MiniAppVersion,
  VersionMoment,
  VersionState,
  VersionStep,
} from './mini-app-version.js';
import { RECORD } from './record-kind.js';
import type { WorldChanges } from './world-changes.js';
import type { WorldEvent } from './world-event.js';

type VersionEvent = Extract<WorldEvent, { type: 'VersionChanged' }>;

/** The state of a version after a step. A test does not change it. */
const STATE_AFTER: Readonly<Record<Exclude<VersionStep, 'tested'>, VersionState>> = {
  'upload-started': 'UPLOADING',
  uploaded: 'BUILDING',
  prepared: 'PREPARE',
  ready: 'UPLOADED',
  'build-failed': 'BUILD_FAILED',
  'review-requested': 'IN_REVIEW',
  withdrawn: 'WITHDRAWN',
  rejected: 'REJECTED',
  approved: 'APPROVED',
  released: 'RELEASED',
};

/** Applies a step of a mini-app version to its row, and plans the next automatic step. */
export function projectVersion(event: VersionEvent, changes: WorldChanges): void {
  const { version, step, at, by } = event;
  const before = changes.record(RECORD.version, version) as MiniAppVersion | undefined;
  changes.putRecord(RECORD.version, version, after(event, before));
  if (step !== 'tested') changes.putDue(dueKey(DUE.version, version), event.next);
  if (step !== 'released') return;
  const live: LiveVersion = { version, since: at, by };
  changes.putRecord(RECORD.liveVersion, RECORD.liveVersion, live);
}

function after(event: VersionEvent, before: MiniAppVersion | undefined): MiniAppVersion {
  const { version, step, at, by, reason, bundle, problems, memo, next } = event;
  const moment: VersionMoment = { step, at, by, ...(reason !== undefined && { reason }) };
  const history = [...(before?.history ?? []), moment];
  const state = step === 'tested' ? (before?.state ?? 'UPLOADED') : STATE_AFTER[step];
  if (step === 'upload-started' || before === undefined) {
    const deploymentId = event.deploymentId ?? '';
    return { version, deploymentId, state, problems: [], tested: false, history, ...(memo && { memo }) };
  }
  const { reviewUntil: _, ...rest } = before;
  return {
    ...rest,
    ...{ state, history },
    ...(bundle !== undefined && { bundle }),
    ...(problems !== undefined && { problems }),
    ...(step === 'tested' && { tested: true }),
    ...(step === 'rejected' && reason !== undefined && { reason }),
    ...(step === 'review-requested' && next !== undefined && { reviewUntil: next }),
    ...(step === 'released' && before.releasedAt === undefined && { releasedAt: at }),
  };
}
