import type { Deed } from '../actions/act.js';
import type { DeployKey, MiniAppVersion } from '../api/version.js';
import { m } from '../paraglide/messages.js';

/** Brings a bundle in. Everything about it is read from the file. */
export const uploadBundleDeed = (file: File): Deed => ({
  label: m.release_upload(),
  call: { method: 'POST', path: '/versions', body: asBundle(file) },
  done: m.release_upload_done({ name: file.name }),
});

/** A browser does not know what an .ait file is. */
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

/** Says that it was tested elsewhere: a React Native bundle has no page to open. */
export const testedDeed = stepDeed(m.release_tested, 'test', m.release_tested_done);

/** Only after a test, and for one version at a time. */
export const requestReviewDeed = stepDeed(m.release_request, 'review', m.release_request_done);

/** The next request needs a new bundle. */
export const withdrawDeed = stepDeed(m.release_withdraw, 'withdrawal', m.release_withdraw_done);

/** The reviewer says yes, before the days are over. */
export const approveReleaseDeed = stepDeed(m.release_approve, 'decision', m.release_approve_done, {
  decision: 'APPROVED',
});

/** The reviewer says no, and why. */
export const rejectReleaseDeed = (version: MiniAppVersion, reason: string): Deed =>
  stepDeed(m.release_reject, 'decision', m.release_reject_done, { decision: 'REJECTED', reason })(version);

/** To everybody, at once. */
export const releaseDeed = stepDeed(m.release_release, 'release', m.release_release_done);

/** The same for a version that was released before. */
export const rollBackDeed = stepDeed(m.release_roll_back, 'release', m.release_roll_back_done);

/** A key is shown once; its text is in the answer. */
export const issueKeyDeed = (name: string): Deed => ({
  label: m.release_key_issue(),
  call: { method: 'POST', path: '/deploy-keys', body: { name } },
  done: m.release_key_issued({ name }),
});

/** Ends a key. */
export const revokeKeyDeed = ({ name }: DeployKey): Deed => ({
  label: m.release_key_revoke(),
  call: { method: 'DELETE', path: `/deploy-keys/${encodeURIComponent(name)}` },
  done: m.release_key_revoked({ name }),
});
