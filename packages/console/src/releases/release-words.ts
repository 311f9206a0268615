import type { VersionState, VersionStep } from '../api/version.js';
import type { Tone } from '../design/badge.js';
import { m } from '../paraglide/messages.js';

const STATES: Readonly<Record<VersionState, readonly [() => string, Tone]>> = {
  UPLOADING: [m.release_uploading, 'quiet'],
  BUILDING: [m.release_building, 'warn'],
  PREPARE: [m.release_preparing, 'warn'],
  BUILD_FAILED: [m.release_build_failed, 'bad'],
  UPLOADED: [m.release_uploaded, 'quiet'],
  IN_REVIEW: [m.release_in_review, 'warn'],
  WITHDRAWN: [m.release_withdrawn, 'quiet'],
  REJECTED: [m.release_rejected, 'bad'],
  APPROVED: [m.release_approved, 'accent'],
  RELEASED: [m.release_released, 'good'],
};

/** A state as a word, with its tone. */
export function stateWordOf(state: VersionState): readonly [string, Tone] {
  const [text, tone] = STATES[state];
  return [text(), tone];
}

const STEPS: Readonly<Record<VersionStep, () => string>> = {
  'upload-started': m.release_step_started,
  uploaded: m.release_step_uploaded,
  prepared: m.release_step_prepared,
  ready: m.release_step_ready,
  'build-failed': m.release_step_failed,
  tested: m.release_step_tested,
  'review-requested': m.release_step_requested,
  withdrawn: m.release_step_withdrawn,
  rejected: m.release_step_rejected,
  approved: m.release_step_approved,
  released: m.release_step_released,
};

/** A step, in a few words. */
export const stepWordOf = (step: VersionStep): string => STEPS[step]();

const PEOPLE: Readonly<Record<string, () => string>> = {
  platform: m.release_by_platform,
  reviewer: m.release_by_reviewer,
  console: m.release_by_console,
};

/** The actor: a part of the platform, a key, or a given name. */
export function personWordOf(by: string): string {
  const key = /^deploy-key (.+)$/.exec(by)?.[1];
  if (key !== undefined) return m.release_by_key({ name: key });
  return (Object.hasOwn(PEOPLE, by) ? PEOPLE[by]?.() : undefined) ?? by;
}
