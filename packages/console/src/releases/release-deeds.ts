import type { Deed } from '../actions/act.js';
import type { DeployKey, MiniAppVersion } from '../api/version.js';
import { m } from '../paraglide/messages.js';

/** Uploads a bundle. All its facts are read from the file. */
export const uploadBundleDeed = (file: File): Deed => ({
  label: m.release_upload(),
  call: { method: 'POST', path: '/versions', body: asBundle(file) },
  done: m.release_upload_done({ name: file.name }),
});

/** A browser does not know the media type of an .ait file. */
function asBundle(file: File): File {
  return new File([file], file.name, { type: 'application/octet-stream' });
}

const stepDeed =
  (label: () => string, what: string, done: (version: { version: string }) => string, body?: object) =>
  ({ version }: Pick<MiniAppVersion, 'version'>): Deed => ({
    label: label(),
    call: { method: 'POST', path: `/versions/${encodeURIComponent(version)}/${what}`, ...(body && { body }) },
    done: done({ version }),
  });

/** Marks a version as tested elsewhere, because a React Native bundle has no page to open. */
export const testedDeed = stepDeed(m.release_tested, 'test', m.release_tested_done);

/** Requests the review. Only after a test, and for one version at a time. */
export const requestReviewDeed = stepDeed(m.release_request, 'review', m.release_request_done);

/** Withdraws the request. The next request needs a new bundle. */
export const withdrawDeed = stepDeed(m.release_withdraw, 'withdrawal', m.release_withdraw_done);

/** Approves as the reviewer, before the end of the review. */
export const approveReleaseDeed = stepDeed(m.release_approve, 'decision', m.release_approve_done, {
  decision: 'APPROVED',
});

/** Rejects as the reviewer, with a reason. */
export const rejectReleaseDeed = (version: MiniAppVersion, reason: string): Deed =>
  stepDeed(m.release_reject, 'decision', m.release_reject_done, { decision: 'REJECTED', reason })(version);

/** Releases to all users at once. */
export const releaseDeed = stepDeed(m.release_release, 'release', m.release_release_done);

/** The same for a version that was released before: a rollback. */
export const rollBackDeed = stepDeed(m.release_roll_back, 'release', m.release_roll_back_done);

/** Creates a key. Its text is in the answer and shown only once. */
export const issueKeyDeed = (name: string): Deed => ({
  label: m.release_key_issue(),
  call: { method: 'POST', path: '/deploy-keys', body: { name } },
  done: m.release_key_issued({ name }),
});

/** Revokes a key. */
export const revokeKeyDeed = ({ name }: DeployKey): Deed => ({
  label: m.release_key_revoke(),
  call: { method: 'DELETE', path: `/deploy-keys/${encodeURIComponent(name)}` },
  done: m.release_key_revoked({ name }),
});
